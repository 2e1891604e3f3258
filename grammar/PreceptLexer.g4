// The words of Precept. What people write by mistake (`==`, 1.5, 'text') is a token too, used by no
// rule of the parser: compiler/parse reports it by name and puts what was meant in its place.
lexer grammar PreceptLexer;

// The `else` that says what counts instead of none: an ELSE that belongs to no `if`. compiler/parse tells them
// apart.
tokens { INSTEAD }

// statements
POLICY      : 'policy' ;
MODULE      : 'module' ;
TITLE       : 'title' ;
SOURCE      : 'source' ;
USE         : 'use' ;
ENUM        : 'enum' ;
RECORD      : 'record' ;
TABLE       : 'table' ;
READING     : 'reading' ;
DEFINE      : 'define' ;
JUDGEMENT   : 'judgement' ;
ABOUT       : 'about' ;
ACTS        : 'acts' ;
EXERCISED   : 'exercised' ;
CLAUSE      : 'clause' ;

// parts of statements
FORCE       : 'force' ;
FROM        : 'from' ;
UNTIL       : 'until' ;
DEFAULT     : 'default' ;
FIXED       : 'fixed' ;
KEY         : 'key' ;
COMPLETE    : 'complete' ;
AS          : 'as' ;
ASKS        : 'asks' ;
EACH        : 'each' ;
FORBIDDEN   : 'forbidden' ;
PERMITTED   : 'permitted' ;
SILENT      : 'silent' ;

// items of a clause
QUOTE       : 'quote' ;
GIST        : 'gist' ;
LET         : 'let' ;
APPLIES     : 'applies' ;
HOWEVER     : 'however' ;
DESPITE     : 'despite' ;
INFORMATIVE : 'informative' ;
CHECKABLE   : 'checkable' ;
SHALL       : 'shall' ;
SHOULD      : 'should' ;
ENCOURAGE   : 'encourage' ;
MAY         : 'may' ;
ENSURE      : 'ensure' ;
WHEN        : 'when' ;
UNLESS      : 'unless' ;
OTHERWISE   : 'otherwise' ;
CALLED      : 'called' ;

// tests
TESTS       : 'tests' ;
TEST        : 'test' ;
CASES       : 'cases' ;
WITH        : 'with' ;
ATTEST      : 'attest' ;
EXPECT      : 'expect' ;
ON          : 'on' ;
UNDER       : 'under' ;

// types
TRUTH       : 'truth' ;
INT         : 'int' ;
DATE        : 'date' ;
DURATION    : 'duration' ;
TEXT        : 'text' ;
LIST        : 'list' ;
SET         : 'set' ;
NONE        : 'none' ;

// expressions
IF          : 'if' ;
THEN        : 'then' ;
ELSE        : 'else' ;
SOME        : 'some' ;
EVERY       : 'every' ;
THE         : 'the' ;
FIRST       : 'first' ;
WHERE       : 'where' ;
SATISFIES   : 'satisfies' ;
OR          : 'or' ;
AND         : 'and' ;
NOT         : 'not' ;
IN          : 'in' ;
IS          : 'is' ;
GIVEN       : 'given' ;
SUBSET      : 'subset' ;
OF          : 'of' ;
OVERLAPS    : 'overlaps' ;
UNION       : 'union' ;
INTERSECT   : 'intersect' ;
WITHOUT     : 'without' ;
DAYS        : 'days' ;
YES         : 'yes' ;
NO          : 'no' ;
COUNT       : 'count' ;
DISTINCT    : 'distinct' ;
BY          : 'by' ;
SUM         : 'sum' ;
MIN         : 'min' ;
MAX         : 'max' ;

// signs
EQUAL         : '=' ;
NOT_EQUAL     : '!=' ;
LESS          : '<' ;
LESS_EQUAL    : '<=' ;
GREATER       : '>' ;
GREATER_EQUAL : '>=' ;
PLUS          : '+' ;
MINUS         : '-' ;
STAR          : '*' ;
DOT           : '.' ;
COMMA         : ',' ;
COLON         : ':' ;
BAR           : '|' ;
LEFT_PAREN    : '(' ;
RIGHT_PAREN   : ')' ;
LEFT_BRACE    : '{' ;
RIGHT_BRACE   : '}' ;
LEFT_BRACKET  : '[' ;
RIGHT_BRACKET : ']' ;

// names and literals
DATE_LITERAL    : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
INTEGER_LITERAL : DIGIT+ ;
NAME            : [A-Za-z_] [A-Za-z0-9_]* ;
// In back-quotes any word is a name, reserved ones too.
QUOTED_NAME     : '`' [A-Za-z_] [A-Za-z0-9_]* '`' -> type(NAME) ;
// Spans lines, but not a blank line: a forgotten quote spoils one paragraph, not the file.
STRING_LITERAL  : '"' CHARACTER* CONTINUATION* ( LINE_BREAK BLANK* )? '"' ;

// kept for the formatter
COMMENT : '--' ~[\r\n]* -> channel(HIDDEN) ;
SPACE   : [ \t\r\n]+    -> channel(HIDDEN) ;

// mistakes
OPEN_STRING       : '"' CHARACTER* CONTINUATION* ;
OTHER_QUOTES      : '\'' ~['\r\n]* '\''
                  | [\u2018\u201B\u2039] ~[\u2019\u203A\r\n]* [\u2019\u203A]
                  | OTHER_OPENER OTHER_CHARACTER* ( LINE_BREAK BLANK* OTHER_CHARACTER+ )* ( OTHER_CLOSER | '"' ) ;
MISTAKEN_OPERATOR : '==' | '===' | '&&' | '||' | '!' | '!==' | '<>' | ':=' | '=<' | '=>' | '->' | '**' | '=~'
                  | '\u2264' | '\u2265' | '\u2260' | '\u21D2' | '\u2192' | '\u2227' | '\u2228' | '\u00AC'
                  | '\u00D7' | '\u2208' | '\u2209' ;
MISTAKEN_COMMENT  : ( '//' | '#' ) ~[\r\n]* | '/*' .*? '*/' ;
FRACTION          : DIGIT+ '.' DIGIT+ ;
MISTAKEN_DATE     : YEAR DATE_SIGN DIGIT DIGIT? DATE_SIGN DIGIT DIGIT?
                  | DIGIT DIGIT? DATE_SIGN DIGIT DIGIT? DATE_SIGN YEAR
                  | YEAR '-' DIGIT DIGIT '-' DIGIT DIGIT 'T' [0-9:.,Z+]* ;
STRAY             : . ;

fragment DIGIT        : [0-9] ;
fragment YEAR         : DIGIT DIGIT DIGIT DIGIT ;
fragment DATE_SIGN    : [-/.\u2010-\u2015\u2212] ;
fragment OTHER_OPENER : [\u201C-\u201F\u00AB] ;
fragment OTHER_CLOSER : [\u201C\u201D\u201F\u00BB] ;
fragment OTHER_CHARACTER : ~["\u201C\u201D\u201F\u00BB\r\n] ;
fragment BLANK        : [ \t] ;
fragment LINE_BREAK   : '\r'? '\n' ;
fragment ESCAPE       : '\\' ~[\r\n] ;
fragment CHARACTER    : ESCAPE | ~["\\\r\n] ;
fragment NO_BLANK     : ESCAPE | ~["\\\r\n\t ] ;
fragment CONTINUATION : LINE_BREAK BLANK* NO_BLANK CHARACTER* ;
