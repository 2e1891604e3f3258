autocmd BufRead,BufNewFile *.precept setfiletype precept
