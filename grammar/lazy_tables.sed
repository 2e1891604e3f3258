# ANTLR 4.9 unpacks its tables before main, even where nothing is parsed; later versions do so for the first parser.
# This makes 4.9 do the same, which saves a third of the start of a check by a compiled program.
s/^Precept(Lexer|Parser)::Initializer Precept(Lexer|Parser)::_init;$//
s/^  _interpreter = new /  static Initializer initializer;\n&/
