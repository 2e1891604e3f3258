-- Run by neovim_test.sh in Neovim, with a policy open. Ends Neovim with 0 where all is as it must be, else with 1.
local function ended(code, why)
  if why then io.stderr:write(why .. '\n') end
  vim.cmd(code == 0 and 'qall!' or 'cquit')
end

local function check(is_so, what)
  if not is_so then error(what, 2) end
end

-- The server answers in its own time; nothing is asked of how long, but that it does.
local function wait_for(what, condition) check(vim.wait(60000, condition, 20), 'waited in vain for ' .. what) end

local function run()
  vim.cmd('syntax on')
  vim.cmd('filetype plugin on')
  local precept = require('precept')
  precept.setup({ cmd = { vim.env.PRECEPT, 'lsp' } })
  vim.cmd('edit')
  local buffer = vim.api.nvim_get_current_buf()
  check(vim.bo.filetype == 'precept', 'the kind of file is ' .. vim.bo.filetype)
  wait_for('the server', function() return #vim.lsp.buf_get_clients(buffer) > 0 or next(vim.lsp.buf_get_clients(buffer)) end)
  local function ask(method, line, column, more)
    local params = { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = column } }
    for name, value in pairs(more or {}) do params[name] = value end
    local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000)
    check(answers and next(answers), method .. ' has no answer')
    local _, answer = next(answers)
    check(not answer.err, method .. ' failed')
    return answer.result
  end
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local norm
  for number, text in ipairs(lines) do
    if text:match('shall ensure') then norm = number - 1 end
  end
  check(norm, 'the example has a norm')
  check(#vim.diagnostic.get(buffer) == 0, 'the example has no mistakes')

  vim.api.nvim_buf_set_lines(buffer, norm, norm + 1, false, { '  shall ensure b.peeple <= b.seats' })
  wait_for('the mistake', function() return #vim.diagnostic.get(buffer) == 1 end)
  local mistake = vim.diagnostic.get(buffer)[1]
  check(mistake.lnum == norm and mistake.code == 'E1003', 'the mistake is at its place')
  check(mistake.message:match('people'), 'its help says what was meant')
  vim.api.nvim_buf_set_lines(buffer, norm, norm + 1, false, { '  shall ensure b.people <= b.seats' })
  wait_for('the mistake to be gone', function() return #vim.diagnostic.get(buffer) == 0 end)

  local hover = ask('textDocument/hover', norm, 18)
  check(hover.contents.value:match('field Booking.people : int'), 'hover tells the field')
  local names = {}
  for _, item in ipairs(ask('textDocument/completion', norm, 17).items) do names[item.label] = true end
  check(names.people and names.seats and names.name, 'completion tells the fields')
  local edit = ask('textDocument/rename', norm, 18, { newName = 'guests' })
  vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
  wait_for('the rename', function() return vim.api.nvim_buf_get_lines(buffer, norm, norm + 1, false)[1]:match('b.guests') end)
  check(#vim.diagnostic.get(buffer) == 0, 'the renamed policy has no mistakes')
  vim.lsp.stop_client(vim.lsp.get_active_clients())
end

local is_good, why = pcall(run)
ended(is_good and 0 or 1, not is_good and tostring(why) or nil)
