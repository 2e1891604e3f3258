// The words of Precept. What people write by mistake (`==`, 1.5, 'text') is a token too, used by no
// rule of the parser: compiler/parse reports it by name and puts what was meant in its place.
lexer grammar PreceptLexer;

// The `else` that says what counts instead of none: an ELSE that belongs to no `if`. compiler/parse tells them apart.
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
// Spans lines, but not a blank line: a forgotten quote spoils one paragraph, not the file.
STRING_LITERAL  : '"' CHARACTER* CONTINUATION* ( LINE_BREAK BLANK* )? '"' ;

// kept for the formatter
COMMENT : '--' ~[\r\n]* -> channel(HIDDEN) ;
SPACE   : [ \t\r\n]+    -> channel(HIDDEN) ;

// mistakes
OPEN_STRING       : '"' CHARACTER* CONTINUATION* ;
OTHER_QUOTES      : '\'' ~['\r\n]* '\'' | [\u201C\u201D\u201E\u00AB] ~[\u201C\u201D\u00BB\r\n]* [\u201C\u201D\u00BB] ;
MISTAKEN_OPERATOR : '==' | '&&' | '||' | '!' | '<>' | ':=' | '\u2264' | '\u2265' | '\u2260' ;
MISTAKEN_COMMENT  : ( '//' | '#' ) ~[\r\n]* | '/*' .*? '*/' ;
FRACTION          : DIGIT+ '.' DIGIT+ ;
MISTAKEN_DATE     : DIGIT DIGIT DIGIT DIGIT [-/] DIGIT DIGIT? [-/] DIGIT DIGIT? ;
STRAY             : . ;

fragment DIGIT        : [0-9] ;
fragment BLANK        : [ \t] ;
fragment LINE_BREAK   : '\r'? '\n' ;
fragment ESCAPE       : '\\' ~[\r\n] ;
fragment CHARACTER    : ESCAPE | ~["\\\r\n] ;
fragment NO_BLANK     : ESCAPE | ~["\\\r\n\t ] ;
fragment CONTINUATION : LINE_BREAK BLANK* NO_BLANK CHARACTER* ;
