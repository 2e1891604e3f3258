;;; precept-mode.el --- Policies written in Precept  -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "29.1"))
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A mode for policies and their tests, with `precept lsp' by eglot:
;;
;;   (require 'precept-mode)
;;   (add-hook 'precept-mode-hook #'eglot-ensure)

;;; Code:

(defvar precept-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?- ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?` "\"" table)
    table)
  "Letters of Precept.")

(defconst precept-font-lock-keywords
  `((,(concat "^" (regexp-opt '("policy" "module" "part of" "tests" "title" "source" "in force" "dates" "use"
                                "enum" "record" "table" "reading" "define" "judgement" "about" "acts"
                                "exercised" "clause" "test")
                              'symbols))
     . font-lock-keyword-face)
    (,(concat "^\\s-+" (regexp-opt '("quote" "gist" "let" "applies when" "shall ensure" "shall not"
                                     "should ensure" "should not" "encourage" "may" "when" "unless" "otherwise"
                                     "called" "however" "despite" "informative" "not checkable" "not encoded"
                                     "given" "with" "without" "attest" "under" "cases" "expect")
                                   'symbols))
     . font-lock-keyword-face)
    (,(regexp-opt '("truth" "int" "number" "date" "datetime" "duration" "months" "hours" "text" "list" "set")
                  'symbols)
     . font-lock-type-face)
    (,(regexp-opt '("yes" "no" "none") 'symbols) . font-lock-constant-face)
    (,(regexp-opt '("and" "or" "not" "in" "is" "given" "if" "then" "else" "some" "every" "where" "satisfies" "of"
                    "by" "count" "distinct" "sum" "min" "max" "the" "first" "overlaps" "subset" "union"
                    "intersect" "without" "reaches")
                  'symbols)
     . font-lock-builtin-face))
  "Words of Precept.")

;;;###autoload
(define-derived-mode precept-mode prog-mode "Precept"
  "Mode for policies written in Precept."
  (setq-local comment-start "-- ")
  (setq-local comment-start-skip "--[ \t]*")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2)
  (setq-local font-lock-defaults '(precept-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.precept\\'" . precept-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(precept-mode . ("precept" "lsp"))))

(provide 'precept-mode)
;;; precept-mode.el ends here
