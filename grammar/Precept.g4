// The surface syntax of Precept (docs/language.md). There are no terminators: a keyword begins every statement and
// every item of a clause. compiler/parse/layout/ checks the indentation after parsing. One token decides nearly
// everywhere, which keeps parsing fast, and exact what error messages say was expected.
grammar Precept;

// The `else` of `x else v`, which belongs to no `if`. compiler/parse/tokens distinguishes it from ELSE.
tokens { ELSE_VALUE, OF_LIST }

// ---- start rules ---------------------------------------------------------------------------------

file : header? statement* EOF ;

/// What stands in a `{…}` of a string: an expression, or a list in words, `names of xs` or `x.age of x in xs where c`.
/// There OF is left to shares, `2/3 of x`, and to parts of dates, `year of d`.
hole : expression ( OF_LIST selection )? EOF ;

/// A file of tests, `*_test.precept`.
testFile : testHeader? test* EOF ;

// ---- statements ----------------------------------------------------------------------------------

header
  : POLICY qualifiedName  # policyHeader
  | MODULE qualifiedName  # moduleHeader
  | PART OF qualifiedName # partHeader
  ;

statement
  : TITLE STRING_LITERAL                                                        # title
  | SOURCE STRING_LITERAL                                                       # source
  | IN FORCE ( FROM first = DATE_LITERAL )?
    ( UNTIL last = DATE_LITERAL ( THEN STRING_LITERAL )? )?                     # inForce
  | DATES words += NAME*                                                        # rounding
  | USE qualifiedName                                                           # use
  | ENUM NAME member+                                                           # enumeration
  | RECORD NAME ( WITH names )? field*                                          # record
  | TABLE NAME FROM STRING_LITERAL KEY key COMPLETE? field*                     # table
  | READING memberName ( QUOTE STRING_LITERAL )? choice*                              # reading
  | DEFINE name ( LEFT_PAREN parameters? RIGHT_PAREN )? result? phrases?
      EQUAL selection                                                           # definition
  | JUDGEMENT name LEFT_PAREN parameters RIGHT_PAREN ASKS asks = STRING_LITERAL
      ( FROM evidence = STRING_LITERAL )? ( BY answerer = STRING_LITERAL )?     # judgement
  | ABOUT NAME memberName ( COMMA subject )* sectionLet*                        # about
  | ACTS names ( OTHERWISE right = ( FORBIDDEN | PERMITTED | SILENT ) )?        # acts
  | EXERCISED expression                                                        # exercised
  | CLAUSE label item*                                                          # clause
  ;

member     : memberName STRING_LITERAL? ;
choice     : memberName STRING_LITERAL DEFAULT? ;
field      : anyWord COLON type ( DEFAULT literal )? FIXED? ;
key        : names ( OR name )? ;
parameters : parameter ( COMMA parameter )* ;
parameter  : anyWord COLON type ;
result     : COLON type ;
phrases    : AS holds = STRING_LITERAL ( BAR fails = STRING_LITERAL )? ;
subject    : EACH name IN path ( ELSE_VALUE LEFT_BRACKET RIGHT_BRACKET )? ;
path       : name ( DOT anyWord )* ;
sectionLet : LET name EQUAL selection ;

/// In `list of T or none` the list may be none; its elements never are.
type : wholeType ( OR NONE )? ;
wholeType
  : scalar = ( TRUTH | INT | NUMBER | DATE | DATETIME | DURATION | MONTHS | HOURS | TEXT )  # scalarType
  | NAME                                               # namedType
  | LIST OF wholeType                                  # listType
  | SET OF NAME                                        # setType
  ;

/// compiler/parse/mend tells of `2 month`.
unit
  : DAY | DAYS | WEEK | WEEKS | MONTH | MONTHS | YEAR | YEARS | HOUR | HOURS | MINUTE | MINUTES | SECOND | SECONDS
  ;

literal
  : MINUS? INTEGER_LITERAL unit?                                 # integerDefault
  | MINUS? share                                                 # numberDefault
  | DATE_LITERAL                                                 # dateDefault
  | STRING_LITERAL                                               # stringDefault
  | YES                                                          # yesDefault
  | NO                                                           # noDefault
  | NAME ( DOT anyWord )?                                        # memberDefault
  | LEFT_BRACE ( literal ( COMMA literal )* )? RIGHT_BRACE       # setDefault
  | LEFT_BRACKET RIGHT_BRACKET                                   # listDefault
  ;

// ---- clauses -------------------------------------------------------------------------------------

/// The builder checks that the label of a clause is on one line.
label
  : STRING_LITERAL  # quotedLabel
  | labelWord+      # wordedLabel
  ;

/// All items of a clause follow each other here, including those of norms and exceptions.
/// compiler/parse/layout/item_tree.h decides by indentation which belongs to which. The words `to all` after `however`
/// are no keywords, so the builder checks them.
item
  : QUOTE STRING_LITERAL                                           # quote
  | GIST STRING_LITERAL                                            # gist
  | LET name EQUAL selection                                       # let
  | APPLIES WHEN expression                                        # appliesWhen
  | modal = ( SHALL | SHOULD ) duty                                # obligation
  | ENCOURAGE expression                                           # encouragement
  | MAY names                                                      # permission
  | WHEN expression                                                # when
  | UNLESS expression                                              # unless
  | OTHERWISE STRING_LITERAL                                       # otherwise
  | CALLED label                                                   # called
  | HOWEVER words += NAME* STRING_LITERAL?                         # however
  | DESPITE target ( COMMA target )* STRING_LITERAL?               # despite
  | INFORMATIVE STRING_LITERAL                                     # informative
  | NOT CHECKABLE STRING_LITERAL                                   # notCheckable
  | NOT ENCODED STRING_LITERAL                                     # notEncoded
  ;

duty
  : ENSURE expression  # ensure
  | NOT names          # forbear
  ;

/// `resolves 2 (terms)` means the norm `terms` of the clause.
target : clause = label ( LEFT_PAREN norm = label RIGHT_PAREN )? ;

// ---- expressions, loosest first ------------------------------------------------------------------

expression  : conjunction ( OR conjunction )* ;
conjunction : negation ( AND negation )* ;

/// `if`, `some`, `every`, `the` and `first` reach as far to the right as they can.
negation
  : NOT negation                                                          # not
  | IF expression THEN expression ELSE expression                         # conditional
  | quantifier = ( SOME | EVERY ) name IN list = expression ( WHERE filter = expression )?
      SATISFIES body = expression                                         # quantified
  | THE name IN list = expression ( WHERE filter = expression )?          # theOne
  | FIRST name IN list = expression ( WHERE filter = expression )? BY by = expression  # firstOne
  | comparison                                                            # compared
  ;

/// Several relations are accepted, so that the builder can report chained comparisons.
comparison : alternative relation* ;
relation
  : relator = ( EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | OVERLAPS | IN )
      alternative           # relatedTo
  | NOT IN alternative      # notIn
  | SUBSET OF alternative   # subsetOf
  | IS NOT? GIVEN           # given
  | REACHES alternative BY step = name ( LEFT_PAREN arguments? RIGHT_PAREN )? IN reachable  # reaches
  ;
/// Between which elements the steps lead: a list, named or given by a definition, or in parentheses a choice
/// `x in xs where c`.
reachable
  : LEFT_PAREN selection RIGHT_PAREN  # reachableChoice
  | postfix                           # reachableList
  ;

/// `x else v` is x, or v where x is none.
alternative : sum ( ELSE_VALUE sum )* ;

sum     : product addend* ;
addend  : operation = ( PLUS | MINUS | UNION | INTERSECT | WITHOUT ) product ;
/// `2/3 of x` is `2/3 * x`; the builder checks that a share stands before `of`.
product : factor ( ( STAR | SLASH | OF ) factor )* ;
factor
  : MINUS factor                                                        # negative
  | part = ( YEAR | MONTH | DAY | DATE ) OF factor                      # partOfDate
  | end = ( FIRST | LAST ) DAY OF THE? span = ( YEAR | MONTH ) OF factor  # endOfSpan
  | postfix                                                             # positive
  ;
postfix : primary ( DOT anyWord )* ;

primary
  : INTEGER_LITERAL unit?                                                          # integer
  | share                                                                          # number
  | DATE_LITERAL                                                                   # date
  | STRING_LITERAL                                                                 # string
  | YES                                                                            # yes
  | NO                                                                             # no
  | NONE                                                                           # none
  | name application?                                                              # nameUse
  | LEFT_PAREN expression RIGHT_PAREN                                              # grouped
  | LEFT_BRACE arguments? RIGHT_BRACE                                              # set
  | LEFT_BRACKET RIGHT_BRACKET                                                     # emptyList
  | COUNT counting                                                                 # count
  | function = ( SUM | MIN | MAX )
      LEFT_PAREN selection ( BY by = expression | COMMA second = expression ) RIGHT_PAREN  # fold
  ;

/// `2.5`, `50 per cent`
share : INTEGER_LITERAL PER CENT | DECIMAL_LITERAL ( PER CENT )? ;

application
  : LEFT_PAREN arguments? RIGHT_PAREN      # call
  | LEFT_BRACKET arguments RIGHT_BRACKET   # lookup
  ;
arguments : expression ( COMMA expression )* ;

counting
  : LEFT_PAREN selection RIGHT_PAREN                         # countRows
  | DISTINCT LEFT_PAREN selection BY expression RIGHT_PAREN  # countDistinct
  ;

/// `s in p.supporters where c`. The builder turns `s in …` into a comprehension.
selection : expression ( WHERE expression )? ;

// ---- tests ---------------------------------------------------------------------------------------

testHeader : TESTS qualifiedName ;
test       : TEST STRING_LITERAL testItem* ;
testItem
  : CASES names caseCell+                                             # casesItem
  | GIVEN NAME ( FROM STRING_LITERAL | object )?                      # givenItem
  | WITH place EQUAL datum                                            # withItem
  | WITHOUT place                                                     # withoutItem
  | ATTEST name ( LEFT_PAREN about = datum RIGHT_PAREN )? answer = datum
      ( BY person = datum )? ( ON day = datum )?                      # attestItem
  | UNDER READING chosen = anyWord EQUAL choiceName = anyWord         # underItem
  | EXPECT expectWord+                                                # expectItem
  ;

/// `| MemberState | permitted |`. The builder makes a row of each line.
caseCell : BAR datum? ;

/// `attendance["A. Diallo"].category`
place : anyWord placeStep* ;
placeStep
  : DOT anyWord                                                       # fieldStep
  | LEFT_BRACKET INTEGER_LITERAL RIGHT_BRACKET                        # indexStep
  | LEFT_BRACKET STRING_LITERAL RIGHT_BRACKET                         # elementStep
  ;

/// `5 of {developer: yes}` is a list of so many.
datum : ( ( INTEGER_LITERAL | name ) OF )? value ;
value
  : MINUS? INTEGER_LITERAL unit?                                      # integerDatum
  | MINUS? share                                                      # numberDatum
  | DATE_LITERAL                                                      # dateDatum
  | STRING_LITERAL                                                    # textDatum
  | YES                                                               # yesDatum
  | NO                                                                # noDatum
  | NONE                                                              # noneDatum
  | name ( DOT anyWord )?                                             # nameDatum
  | LEFT_BRACKET ( datum ( COMMA datum )* )? RIGHT_BRACKET            # listDatum
  | LEFT_BRACE datum ( COMMA datum )* RIGHT_BRACE                     # setDatum
  | object                                                            # objectDatum
  ;
object : LEFT_BRACE ( entry ( COMMA entry )* )? RIGHT_BRACE ;
entry  : ( anyWord | STRING_LITERAL ) COLON datum ;

/// Only the policy tells where the label ends in `resolves 1 violated`, so every word is a NAME here; the repair of
/// tokens has turned keywords into names.
expectWord
  : NAME                                                                        # nameWord
  | INTEGER_LITERAL                                                             # numberWord
  | STRING_LITERAL                                                              # stringWord
  | ( MINUS | DOT | COMMA | LEFT_PAREN | RIGHT_PAREN | LEFT_BRACKET | RIGHT_BRACKET )  # signWord
  ;

// ---- words ---------------------------------------------------------------------------------------
// Where a keyword cannot stand, its word is a name.

qualifiedName : name ( DOT anyWord )* ;
names         : name ( COMMA name )* ;

name
  : NAME         # plainName
  | contextualWord     # contextualName
  | statementWord  # statementName
  ;
/// A name where a statement may begin as well.
memberName
  : NAME      # plainMember
  | contextualWord  # contextualMember
  ;
labelWord
  : NAME             # plainLabel
  | INTEGER_LITERAL  # numberLabel
  | contextualWord         # contextualLabel
  | infixWord      # infixLabel
  ;
anyWord
  : NAME          # plainAny
  | contextualWord      # contextualAny
  | statementWord   # statementAny
  | infixWord   # infixAny
  | reservedWord  # reservedAny
  ;

/// Keywords that are names wherever a name may stand.
contextualWord
  : FROM | UNTIL | KEY | ASKS | EACH | FORBIDDEN | PERMITTED | SILENT | CHECKABLE | ENCODED | TRUTH | INT | DATE
  | DURATION | TEXT | LIST | SET | GIVEN | DAYS | DISTINCT | TESTS | TEST | CASES | WITH | ATTEST | EXPECT | ON
  | UNDER | FIXED | CALLED | COMPLETE | THE | FIRST | REACHES | LAST | DAY | WEEK | WEEKS | MONTH | MONTHS | YEAR
  | YEARS | NUMBER | PER | CENT | PART | DATETIME | HOUR | HOURS | MINUTE | MINUTES | SECOND | SECONDS
  ;
/// Keywords that are names except where a statement may begin.
statementWord : POLICY | MODULE | TITLE | SOURCE | DATES | RECORD | TABLE | READING | ACTS ;
/// Keywords between operands, which a label may hold.
infixWord : OR | AND | NOT | IN | IS | OF | BY | AS | WITHOUT | UNION | SOME | EVERY ;
/// Keywords that are names only after a dot and before a colon.
reservedWord
  : USE | ENUM | DEFINE | JUDGEMENT | ABOUT | EXERCISED | CLAUSE | FORCE | DEFAULT | QUOTE | GIST | LET
  | APPLIES | HOWEVER | DESPITE | INFORMATIVE | SHALL | SHOULD | ENCOURAGE | MAY | ENSURE | WHEN | UNLESS
  | OTHERWISE | NONE | IF | THEN | ELSE | WHERE | SATISFIES | SUBSET | OVERLAPS | INTERSECT | YES | NO
  | COUNT | SUM | MIN | MAX
  ;

// ---- tokens --------------------------------------------------------------------------------------
// The tokens of Precept. Common mistakes (`==`, 'text') are tokens too, which no rule of the parser uses:
// compiler/parse/mend reports them by name and puts what was meant in their place.

// statements
POLICY      : 'policy' ;
MODULE      : 'module' ;
PART        : 'part' ;
TITLE       : 'title' ;
SOURCE      : 'source' ;
DATES       : 'dates' ;
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
ENCODED     : 'encoded' ;
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
NUMBER      : 'number' ;
DATE        : 'date' ;
DATETIME    : 'datetime' ;
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
LAST        : 'last' ;
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
REACHES     : 'reaches' ;
UNION       : 'union' ;
INTERSECT   : 'intersect' ;
WITHOUT     : 'without' ;
PER         : 'per' ;
CENT        : 'cent' ;
DAY         : 'day' ;
DAYS        : 'days' ;
WEEK        : 'week' ;
WEEKS       : 'weeks' ;
MONTH       : 'month' ;
MONTHS      : 'months' ;
YEAR        : 'year' ;
YEARS       : 'years' ;
HOUR        : 'hour' ;
HOURS       : 'hours' ;
MINUTE      : 'minute' ;
MINUTES     : 'minutes' ;
SECOND      : 'second' ;
SECONDS     : 'seconds' ;
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
SLASH         : '/' ;
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
// A date, or a date-time with its offset from UTC.
DATE_LITERAL    : YEAR_DIGITS '-' TWO_DIGITS '-' TWO_DIGITS TIME_OF_DAY? ;
INTEGER_LITERAL : DIGIT+ ;
DECIMAL_LITERAL : DIGIT+ '.' DIGIT+ ;
NAME            : [A-Za-z_] [A-Za-z0-9_]* ;
// In back-quotes every word is a name, also a reserved one.
QUOTED_NAME     : '`' [A-Za-z_] [A-Za-z0-9_]* '`' -> type(NAME) ;
// A string may span lines, but not a blank line, so that a forgotten quote spoils one paragraph, not the file.
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
MISTAKEN_DATE     : YEAR_DIGITS DATE_SIGN DIGIT DIGIT? DATE_SIGN DIGIT DIGIT?
                  | DIGIT DIGIT? DATE_SIGN DIGIT DIGIT? DATE_SIGN YEAR_DIGITS
                  | YEAR_DIGITS '-' TWO_DIGITS '-' TWO_DIGITS ( 'T' | [t ] TWO_DIGITS ':' ) [0-9:.]* ( ',' DIGIT+ )?
                    ( [Zz] | [+-] [0-9:]* )? ;
STRAY             : . ;

fragment DIGIT        : [0-9] ;
fragment TWO_DIGITS   : DIGIT DIGIT ;
fragment TIME_OF_DAY  : 'T' TWO_DIGITS ':' TWO_DIGITS ( ':' TWO_DIGITS )? ( 'Z' | [+-] TWO_DIGITS ':' TWO_DIGITS ) ;
fragment YEAR_DIGITS  : DIGIT DIGIT DIGIT DIGIT ;
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
