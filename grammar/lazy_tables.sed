# ANTLR 4.9 unpacks its tables before main, also where nothing is ever parsed; later versions do so when the
# first parser is made. This makes 4.9 do the same: it is a third of the start of a check by a compiled program.
s/^Precept(Lexer|Parser)::Initializer Precept(Lexer|Parser)::_init;$//
s/^  _interpreter = new /  static Initializer initializer;\n&/
