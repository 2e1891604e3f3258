" Colours for policies before the server knows what their words mean.
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax match preceptComment /\(^\|\s\)\zs--.*$/
syntax region preceptString start=/"/ skip=/\\"/ end=/"/ contains=preceptHole
syntax match preceptHole /{[^{}]*}/ contained
syntax match preceptNumber /\<\d\+\(\.\d\+\)\?\>/
syntax match preceptDate /\<\d\{4}-\d\d-\d\d\(T[0-9:]\+\(Z\|[+-]\d\d:\d\d\)\)\?\>/
syntax match preceptName /`[^`]*`/
syntax match preceptStatement /^\(policy\|module\|part of\|tests\|title\|source\|in force\|dates\|use\|enum\|record\|table\|reading\|define\|judgement\|about\|acts\|exercised\|clause\|test\)\>/
syntax match preceptItem /^\s\+\zs\(quote\|gist\|let\|applies when\|shall ensure\|shall not\|should ensure\|should not\|encourage\|may\|when\|unless\|otherwise\|called\|however\|despite\|informative\|not checkable\|not encoded\|given\|with\|without\|attest\|under\|cases\|expect\)\>/
syntax keyword preceptType truth int number date datetime duration months hours text list set
syntax keyword preceptWord and or not in is given if then else some every where satisfies of by count distinct sum min max the first overlaps subset union intersect without reaches default fixed key complete asks as from until each
syntax keyword preceptConstant yes no none

highlight default link preceptComment Comment
highlight default link preceptString String
highlight default link preceptHole Special
highlight default link preceptNumber Number
highlight default link preceptDate Number
highlight default link preceptName Identifier
highlight default link preceptStatement Statement
highlight default link preceptItem Keyword
highlight default link preceptType Type
highlight default link preceptWord Operator
highlight default link preceptConstant Constant

let b:current_syntax = "precept"
