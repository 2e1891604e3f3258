-- Starts `precept lsp` for policies, tests and documents: require('precept').setup()
local M = {}

local clients = {} -- by the root of the project

-- The folder of the project: that of its precept.toml, of its repository, or of the file.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  for _, mark in ipairs({ 'precept.toml', '.git' }) do
    local found = vim.fn.findfile(mark, folder .. ';')
    if found == '' then found = vim.fn.finddir(mark, folder .. ';') end
    if found ~= '' then return vim.fn.fnamemodify(found, ':p'):gsub('/$', ''):match('^(.*)/[^/]*$') end
  end
  return folder
end

--- Attaches a buffer to the server of its project, which is started where it does not run yet.
function M.attach(buffer, options)
  options = options or M.options or {}
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  if not clients[root] or vim.lsp.client_is_stopped(clients[root]) then
    clients[root] = vim.lsp.start_client({
      name = 'precept',
      cmd = options.cmd or { 'precept', 'lsp' },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      capabilities = options.capabilities,
      on_attach = options.on_attach,
    })
  end
  if clients[root] then vim.lsp.buf_attach_client(buffer, clients[root]) end
  return clients[root]
end

--- options: cmd, capabilities, on_attach; documents = true for JSON and YAML, too.
function M.setup(options)
  M.options = options or {}
  local kinds = { 'precept' }
  if M.options.documents ~= false then vim.list_extend(kinds, { 'json', 'yaml' }) end
  vim.api.nvim_create_autocmd('FileType', {
    pattern = kinds,
    callback = function(event) M.attach(event.buf or vim.api.nvim_get_current_buf()) end,
  })
  -- What lenses run; its answer is shown as a message.
  for _, name in ipairs({ 'precept.runTests', 'precept.showCoverage', 'precept.explain' }) do
    vim.lsp.commands[name] = function(command, context)
      vim.lsp.get_client_by_id(context.client_id).request('workspace/executeCommand',
        { command = command.command, arguments = command.arguments }, function() end, context.bufnr)
    end
  end
end

return M
