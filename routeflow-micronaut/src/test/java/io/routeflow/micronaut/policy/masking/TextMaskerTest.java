package io.routeflow.micronaut.policy.masking;

import static io.routeflow.micronaut.policy.masking.MaskingRun.MASKER;
import static io.routeflow.micronaut.policy.masking.MaskingRun.SEED;
import static io.routeflow.micronaut.policy.masking.MaskingRun.TEXTS;
import static io.routeflow.micronaut.policy.masking.MaskingRun.masks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class TextMaskerTest {

  private static final Logger LOG = LoggerFactory.getLogger(TextMaskerTest.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password=hunter2                              | password=[MASKED]
          login failed: password=hunter2, user=anna     | login failed: password=[MASKED], user=anna
          Password : hunter2 was wrong                  | Password : [MASKED]
          (token=abc)                                   | (token=[MASKED])
          User[name=anna, password=x y, role=admin]     | User[name=anna, password=[MASKED], role=admin]
          {"password":"hunter2","user":"anna"}          | {"password":[MASKED],"user":"anna"}
          {"password" : "hun\\"ter2", "user":"anna"}    | {"password" : [MASKED], "user":"anna"}
          {"pin":1234,"user":"anna"}                    | {"pin":[MASKED],"user":"anna"}
          {"otp":[1,{"a":"]"},3],"user":"anna"}         | {"otp":[MASKED],"user":"anna"}
          {\\"otp\\":[1,{\\"a\\":\\"]x\\"},3],\\"u\\":1}         | {\\"otp\\":[MASKED],\\"u\\":1}
          {\\"token\\":\\"a\\\\\\"b\\",\\"x\\":1}       | {\\"token\\":[MASKED],\\"x\\":1}
          {'token': 'abc', 'x': 1}                      | {'token': [MASKED], 'x': 1}
          password='it''s' x                            | password=[MASKED] x
          card number: 4111 1111 1111 1111 declined     | card number: [MASKED] declined
          iban=DE89 3704 0044 0532 0130 00 unknown      | iban=[MASKED] unknown
          userPassword=abc, x                           | userPassword=[MASKED], x
          user_password=abc, x                          | user_password=[MASKED], x
          db.password=abc, x                            | db.password=[MASKED], x
          GET /a?token=abc&x=1                          | GET /a?token=[MASKED]&x=1
          GET /a?user%5Bpassword%5D=abc&x=1             | GET /a?user%5Bpassword%5D=[MASKED]&x=1
          GET /a?%74oken=abc&x=1                        | GET /a?%74oken=[MASKED]&x=1
          {"p\\u0061ssword":"abc","x":1}                | {"p\\u0061ssword":[MASKED],"x":1}
          password => abc, x                            | password => [MASKED], x
          Authorization: Digest user="a", response="b"  | Authorization: [MASKED]
          Cookie: a=b; c=d                              | Cookie: [MASKED]
          password=token= abc, x                        | password=[MASKED], x
          secret=x:pin => "a b" x                       | secret=[MASKED] x
          token: Bearer abc x                           | token: [MASKED] x
          sent Bearer abc.def-ghi to x                  | sent Bearer [MASKED] to x
          sent bearer   abc                             | sent bearer   [MASKED]
          "Basic dXNlcjpwdw==" refused                  | "Basic [MASKED]" refused
          https://user:pw@example.com/x                 | https://[MASKED]@example.com/x
          jdbc:postgresql://u:p@ss@db:5432/x            | jdbc:postgresql://[MASKED]@db:5432/x
          redis://:pa/ss@cache:6379                     | redis://[MASKED]@cache:6379
          redis://:/S@cache:6379                        | redis://[MASKED]@cache:6379
          redis://:#S@cache x                           | redis://[MASKED]@cache x
          postgres://u:/S@db/x                          | postgres://[MASKED]@db/x
          postgres://u:?S@db x                          | postgres://[MASKED]@db x
          redis://:"S"@cache x                          | redis://[MASKED]@cache x
          mongodb://u:<S>@cache x                       | mongodb://[MASKED]@cache x
          redis://:/<pin>a@b S3</pin> x                 | redis://[MASKED]</pin> x
          password=[MASKED], x                          | password=[MASKED], x
          password=[abc]def, x                          | password=[MASKED], x
          password=`hun hunter2` x                      | password=[MASKED] x
          password: “hun hunter2” x                     | password: [MASKED] x
          password: „hun hunter2“, x                    | password: [MASKED], x
          password: ‘hun hunter2’ x                     | password: [MASKED] x
          password=«hun hunter2» x                      | password=[MASKED] x
          password=»hun hunter2« x                      | password=[MASKED] x
          password=‹hun hunter2› x                      | password=[MASKED] x
          password=\\u201chun hunter2\\u201d x         | password=[MASKED] x
          password=&#8220;hun hunter2&#8221; x          | password=[MASKED] x
          password=“hun hunter2                         | password=[MASKED]
          Cookie: `a`; b=c                              | Cookie: [MASKED]
          User[name=ann, token=Token[type=bearer, value=S3], x=1] | User[name=ann, token=[MASKED], x=1]
          User[name=ann, token=Token[type=bearer, value=S3]] | User[name=ann, token=[MASKED]]
          session: Session{id=x, key='S3'} x            | session: [MASKED] x
          password=Optional[S3] x                       | password=[MASKED] x
          pin=Pin(value=1, salt=2) x                    | pin=[MASKED] x
          WITH PASSWORD = N'open S3 sesame' x           | WITH PASSWORD = [MASKED] x
          password=b'S3 S3', x                          | password=[MASKED], x
          password=$'S3 S3' x                           | password=[MASKED] x
          password: @"S3 S3" x                          | password: [MASKED] x
          "pin=x", "name": "Bob"                        | "pin=[MASKED]", "name": "Bob"
          login "token=ab" password="two words" x       | login "token=[MASKED]" password=[MASKED] x
          "pin=no" cookie="a=1; b=2" x                  | "pin=[MASKED]" cookie=[MASKED] x
          token: it's expired                           | token: [MASKED]
          iban=GB29 NWBK 6016 1331 9268 19 unknown      | iban=[MASKED] unknown
          iban=NL91 abna 0417 1643 00, x                | iban=[MASKED], x
          iban: de89 3704 0044 0532 0130 00 x           | iban: [MASKED] x
          iban: MT84 MALT 0110 0012 345M TLCA ST00 1S x | iban: [MASKED] x
          pin=1234 from here                            | pin=[MASKED] from here
          iban=GB29 from here                           | iban=[MASKED]
          password=                                     | password=
          """)
  void hidesWhatFollowsANameASchemeOrAUrl(String text, String masked) {
    masks(text, masked);
    assertThat(MASKER.masks(text)).isEqualTo(!text.equals("password="));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          https://x.example/?token[0]=hunter2&user[password][new]=hunter2&b=1 | https://x.example/?token[0]=[MASKED]&user[password][new]=[MASKED]&b=1
          Failed to bind user[password][confirm]=hunter2, x | Failed to bind user[password][confirm]=[MASKED], x
          {"password.new":"hun ter2","a":1}                | {"password.new":[MASKED],"a":1}
          {\\"password.new\\":\\"hun ter2\\",\\"a\\":1} | {\\"password.new\\":[MASKED],\\"a\\":1}
          /a?next=%2Fb%3Ftoken%5B0%5D%3Dhunter2            | /a?next=%2Fb%3Ftoken%5B0%5D%3D[MASKED]
          /a?n=%252Fb%253Ftoken%255Bx%255D%253Dabc         | /a?n=%252Fb%253Ftoken%255Bx%255D%253D[MASKED]
          password&lsqb;0&rsqb;&equals;abc, x              | password&lsqb;0&rsqb;&equals;[MASKED], x
          password\\u005bnew\\u005d\\u003dabc, x         | password\\u005bnew\\u005d\\u003d[MASKED], x
          user['password']['new'] = abc, x                 | user['password']['new'] = [MASKED], x
          user["password"]["new"]: abc, x                  | user["password"]["new"]: [MASKED], x
          userPassword[0]=abc, x                           | userPassword[0]=[MASKED], x
          card number[a-b_c]=4111 1111 x                   | card number[a-b_c]=[MASKED] x
          password[$ne]=abc, x                             | password[$ne]=[MASKED], x
          pass\u00adword.n\u00adew=abc, x                    | pass\u00adword.n\u00adew=[MASKED], x
          a.password.new.old: abc, x                       | a.password.new.old: [MASKED], x
          pin.new:1234 x                                   | pin.new:[MASKED] x
          headers[cookie][0]: a=b; c=d                     | headers[cookie][0]: [MASKED]
          Bearer\u00a0abc x                                 | Bearer\u00a0[MASKED] x
          Basic\u00a0 \u00a0 abc x                          | Basic\u00a0 \u00a0 [MASKED] x
          Basic\u202fabc x                                  | Basic\u202f[MASKED] x
          """)
  void onePartOfANameMasksTheWhole(String text, String masked) {
    masks(text, masked);
    assertThat(MASKER.masks(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "=",
        "No such order: 42",
        "shippin: x",
        "tokens: 12",
        "tokens[0]: 12",
        "No token. Reason: expired",
        "the session [closed] ended: 12",
        "com.example.token.Parser: cannot be read",
        "at com.example.session.Store.read(Session.java:12)",
        "https://session.example.com:8080/a",
        "https://anna.token.example/a.b=1",
        "https://example.com:8080/a?b=c#d",
        "https://example.com:/a?b=c#d",
        "https://example.com/@anna",
        "mail to anna@example.com",
        "at Foo.bar(Foo.java:12)",
        "bearer",
        "acrobearer x",
        "2026-11-28T10:00:00Z",
        "100% done: 5",
        "C:\\users\\uploads: 12",
        "a%5Bb%5D=1",
        "Optional<Token> is no List<Token>",
        "<token/><name>Anna</name>",
        "jdbc:oracle:thin:@db:1521:x",
        "a%3Db%26c%3Dd",
        "tokens%3A%2012",
        "https%3A%2F%2Fexample.com%3A8080%2Fa%3Fb%3Dc",
        "https:\\/\\/example.com\\/a",
        "https://example.com/a?b=c%40d",
        "Tom &amp; Jerry: 12 &lt; 13",
        "it&#39;s 5&nbsp;&euro;",
        "Gr&uuml;n &ldquo;5&rdquo;: 12",
        "100%",
        "%",
        "&",
        "\\u",
        "C:\\x3\\u00"
      })
  void leavesOtherTextsAsTheyAre(String text) {
    assertThat(MASKER.mask(text)).isSameAs(text);
    assertThat(MASKER.masks(text)).isFalse();
  }

  @Test
  void aTextIsCutAfterItWasMasked() {
    String text = "see https://user:QQQQQQQQQQ@example.com and password=QQQQQQQQQQ";
    for (int length = 0; length < 80; length++) {
      String masked = MASKER.mask(text, length);
      assertThat(masked).doesNotContain("Q").hasSizeLessThanOrEqualTo(length);
      assertThat(MASKER.mask(text)).startsWith(masked);
    }
    assertThat(MASKER.mask("ab\ud83d\ude00", 3)).isEqualTo("ab");
    assertThat(MASKER.mask("abc", 3)).isEqualTo("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://anna:QQQ                    | https://[MASKED]
          https://anna                        | https://[MASKED]
          redis://:QQ/QQ                      | redis://[MASKED]
          https://example.com:8080/a          | https://example.com:8080/a
          https://u:QQ@example.com/a and more | https://[MASKED]@example.com/a and more
          password=QQ                         | password=[MASKED]
          """)
  void ofATextThatWasCutWhatMayBeUserInfoIsHidden(String text, String masked) {
    assertThat(MASKER.maskBeginning(text, 100)).isEqualTo(masked);
    assertThat(MASKER.maskBeginning(text, 10)).isEqualTo(masked.substring(0, 10));
  }

  @Test
  void noSecretIsLeftWhereverItStands() {
    LOG.info("{} texts, seed {}", TEXTS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = canaries.random.nextInt(4); j >= 0; j--) {
        text.append(canaries.pick("", "failed: ", "x=1, ", "at (a.b:1) ", "{\"a\":1,", "\n"));
        text.append(secret(canaries));
        text.append(canaries.pick(" ", "\n", ", ", "; "));
      }
      String masked = MASKER.mask(text.toString());
      if (Canaries.leaks(masked)) {
        assertThat(masked).as("seed %d: %s", SEED, text).doesNotContainPattern(Canaries.LEAK);
      }
      int limit = canaries.random.nextInt(text.length());
      assertThat(masked).startsWith(MASKER.mask(text.toString(), limit));
    }
  }

  /** The first value goes to the next space and so over the second name, whose own goes on. */
  @Test
  void aValueWithoutQuotesHidesWhatFollowsItUnderOtherNames() {
    for (String first :
        List.of("token=abc", "pin:1", "{token:1", "'token':1", "token[0]=x", "\"token\"=\"a\".b")) {
      for (String sign : List.of(",", ";", "|", "/", ")", "{", "<", "\"", "]},")) {
        for (String second :
            List.of(
                "password=\"Q 777\"",
                "'password':'Q 777'",
                "\"password\" : \"Q \\\" 777\"",
                "password=N'Q 777'",
                "password=`Q 777`",
                "password=\u201cQ 777\u201d",
                "password={Q 777}",
                "password=(Q 777)",
                "password=Word[Q 777]",
                "password%3D%22Q+777%22 ",
                "password\\u003d\\u0022Q 777\\u0022",
                "card_number=4QQQ 1QQQ 777",
                "iban=DE77 QQQQ 0777",
                "private_key=-----BEGIN RSA PRIVATE KEY-----\nQ 777\n-----END RSA PRIVATE KEY-----",
                "password: |\n  Q\n  777\n",
                "<password>Q 777</password>",
                "&lt;password&gt;Q 777&lt;/password&gt;",
                "cookie=a=Q; c=777",
                "password=token=\"Q 777\"",
                "authorization=Bearer Q;pin='Q 777'")) {
          String text = "x " + first + sign + second + "\nnext";
          assertThat(MASKER.mask(text)).as(text).doesNotContainPattern(Canaries.LEAK);
          assertThat(MASKER.mask(MASKER.mask(text))).doesNotContainPattern(Canaries.LEAK);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {token:1,password:"a S3"} x                    | {token:[MASKED]} x
          UPDATE u SET pin=1,password='my S3' WHERE id=3 | UPDATE u SET pin=[MASKED] WHERE id=3
          {'token':1,'password':'a S3','x':1}            | {'token':[MASKED],'x':1}
          jwt=x,{"pin":"a S3","user":"anna"}             | jwt=[MASKED],"user":"anna"}
          password="abc"token='x S3' x                   | password=[MASKED] x
          pin=,password="x S3" x                         | pin=[MASKED] x
          """)
  void whatFollowsTheSecondValueIsShown(String text, String masked) {
    masks(text, masked);
  }

  @Test
  void anElementMayBeginInAValueWithoutQuotes() {
    assertThat(MASKER.mask("token=abc<password>a S3</password> x"))
        .isEqualTo("token=[MASKED]</password> x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", " \n\t ", "\\n", "\\r\\n  ", "\\\\n", "\\u000a", "%0A", "&#10;"})
  void aLineMayEndBetweenANameInQuotesAndItsColon(String lineBreak) {
    for (String name : List.of("\"password\"", "'pin'", "\\\"user[token]\\\"", "&quot;pin&quot;")) {
      String text = "{" + name + lineBreak + ": \"Q 777\",\"user\":1}";
      assertThat(MASKER.mask(text)).isEqualTo("{" + name + lineBreak + ": [MASKED],\"user\":1}");
    }
    assertThat(MASKER.mask("no pin\n: x")).isEqualTo("no pin\n: x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          **password:** S3, x  | **password:** [MASKED], x
          **password**: S3, x  | **password**: [MASKED], x
          _pin:_ S3            | _pin:_ [MASKED]
          ~~token:~~  S3       | ~~token:~~  [MASKED]
          _**pin:**_ S3        | _**pin:**_ [MASKED]
          **User pin:** S3, x  | **User pin:** [MASKED], x
          **a pin=** "S 3" x   | **a pin=** [MASKED] x
          **pin:** ) x         | **pin:[MASKED] ) x
          **pin:** [cookie=a]; S3 | **pin:** [MASKED]
          password: ***        | password: [MASKED]
          password: *S3        | password: [MASKED]
          """)
  void marksOfBoldTextAreNoValue(String text, String masked) {
    masks(text, masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password: ~⏎user: bob       | password: [MASKED]⏎user: bob
          password: *⏎pin: 1234       | password: [MASKED]⏎pin: [MASKED]
          password=___ ,next          | password=[MASKED] ,next
          password:* bob, x           | password:[MASKED], x
          **password:**⏎user: bob     | **password:[MASKED]⏎user: bob
          * password:* bob, x         | * password:[MASKED], x
          **a**⏎password:** bob, x    | **a**⏎password:[MASKED], x
          user_password:_ bob, x      | user_password:[MASKED], x
          """)
  void marksThatDoNotOpenBeforeTheNameAreTheValue(String text, String masked) {
    assertThat(MASKER.mask(text.replace('⏎', '\n'))).isEqualTo(masked.replace('⏎', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          **Authorization:** 'Digest' response=S3 | **Authorization:[MASKED]
          **Cookie:** "a=1"; sid=S3               | **Cookie:[MASKED]
          Authorization: * "x", response=S3       | Authorization: [MASKED]
          Cookie: ~ [a] S3                        | Cookie: [MASKED]
          """)
  void marksEndNoHeaderBeforeItsLine(String text, String masked) {
    assertThat(MASKER.mask(text)).isEqualTo(masked);
    assertThat(MASKER.mask(text + "\nnext")).isEqualTo(masked + "\nnext");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <token pin=a&lt;b x="1">S3 S4</token> y      | <token pin=[MASKED] x="1">[MASKED]</token> y
          <token pin=1<2 x=1>S3 S4</token> y           | <token pin=[MASKED] x=1>[MASKED]</token> y
          <token pin=1<2 otp=3<4 x=1>S3 S4</token> y   | <token pin=[MASKED] otp=[MASKED] x=1>[MASKED]</token> y
          <token pin=1<2>3 x=1>S3 S4</token> y         | <token pin=[MASKED]</token> y
          <token pin=1<br/>3 x=1>S3 S4</token> y       | <token pin=[MASKED] x=1>[MASKED]</token> y
          a < b: token=x<password y>S3 S4</password> y | a < b: token=[MASKED]>[MASKED]</password> y
          <user pin=1/>2 token=<x y>c</user>           | <user pin=[MASKED] token=[MASKED]>c</user>
          """)
  void aBracketInAValueDoesNotHideTheTagAroundIt(String text, String masked) {
    assertThat(MASKER.mask(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          secret={a: 'tis "x", b: "it's }", c: S3} y                       | secret=[MASKED] y
          token=Token(note= 'twas, key="a)", x="it's )", k=S3) y           | token=[MASKED] y
          secret={a: 'tis "x", b: "dogs' }", c: S3} y                      | secret=[MASKED] y
          secret={a: 'tis (x, b: dogs' ), c: S3} y                         | secret=[MASKED] y
          secret={a: &#39;tis (x, b: dogs&#39; ), c: S3} y                 | secret=[MASKED] y
          secret={'a': '} S3', 'b': 'it''s } S3', 'c': 'it\'s }'} y       | secret=[MASKED] y
          secret={&#39;a&#39;: &#39;} it&#39;s }&#39;, &#39;b&#39;: S3} y  | secret=[MASKED] y
          secret={a: 12&quot; wide (x, b: 3&quot; ), c: S3} y               | secret=[MASKED] y
          secret={a: 'tis, b: it's} y                                      | secret=[MASKED] y
          """)
  void anApostropheInBracketsMayBeAQuoteOrNone(String text, String masked) {
    assertThat(MASKER.mask(text)).isEqualTo(masked);
  }

  @Test
  void aBracketThatNoTagClosesSwitchesNothingOffForOtherWaysToWriteOne() {
    List<String> opening = List.of("<", "&lt;", "%3C", "\\u003c", "&amp;lt;", "%253C");
    List<String> closing = List.of(">", "&gt;", "%3E", "\\u003e", "&amp;gt;", "%253E");
    for (int i = 0; i < opening.size(); i++) {
      for (int j = 0; j < opening.size(); j++) {
        String type = "Optional" + opening.get(i) + "Token" + closing.get(i);
        String end = opening.get(j) + "/pin" + closing.get(j);
        String text = type + " of " + opening.get(j) + "pin" + closing.get(j) + "Q 777" + end;
        assertThat(MASKER.mask(text)).as(text).doesNotContainPattern(Canaries.LEAK);
      }
    }
    String types = "";
    for (int i = 1; i <= 40; i++) {
      types += "Optional%" + "25".repeat(i) + "3CToken%" + "25".repeat(i) + "3E ";
    }
    assertThat(MASKER.mask(types + "<pin>Q 777</pin>")).doesNotContainPattern(Canaries.LEAK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Basic api key: S3, x               | Basic [MASKED] key: [MASKED], x
          basic card number: 4111 1111, x    | basic [MASKED] number: [MASKED], x
          Bearer%20private key=S3, x         | Bearer%20[MASKED] key=[MASKED], x
          pin=card number: 4111, x           | pin=[MASKED] number: [MASKED], x
          Basic private, key: x              | Basic [MASKED], key: x
          """)
  void aNameMayBeginInWhatIsHidden(String text, String masked) {
    masks(text, masked);
  }

  /** Names within values within values: looked at so often and no more. */
  @Test
  void whereTooManyNamesAreInOneValueTheRestIsHidden() {
    assertThat(MASKER.mask("token=" + "pin=".repeat(12) + "Q, and more"))
        .isEqualTo("token=[MASKED], and more");
    assertThat(MASKER.mask("token=" + "pin=(".repeat(200) + "Q" + ")".repeat(200) + " and more"))
        .isEqualTo("token=[MASKED]");
  }

  @Test
  void groupsMayStandFurtherApart() {
    assertThat(MASKER.mask("card_number=4111\t1111  1111\u00a01111 x"))
        .isEqualTo("card_number=[MASKED] x");
    assertThat(MASKER.mask("pin=1234\n2026-11-30 x")).isEqualTo("pin=[MASKED]\n2026-11-30 x");
  }

  @Test
  void aKeyOfSeveralLinesIsMaskedToItsEnd() {
    String key = "-----BEGIN PRIVATE KEY-----\nMIIE\nvQIB\n-----END PRIVATE KEY-----";
    assertThat(MASKER.mask("private_key=" + key + "\nnext"))
        .isEqualTo("private_key=[MASKED]\nnext");
    assertThat(MASKER.mask("private_key: " + key.replace("\n", "\\n") + " x"))
        .isEqualTo("private_key: [MASKED] x");
    assertThat(MASKER.mask("private_key=" + key.substring(0, 40)))
        .isEqualTo("private_key=[MASKED]");
  }

  @Test
  void aBlockOfYamlIsMaskedToItsEnd() {
    assertThat(MASKER.mask("a: 1\npassword: |-\n  S3\n\n  S4\nb: 2"))
        .isEqualTo("a: 1\npassword: [MASKED]\nb: 2");
    assertThat(MASKER.mask("password: >\r\n\tS3\r\n\tS4\r\nb: 2"))
        .isEqualTo("password: >\r\n\t[MASKED]\r\nb: 2");
    assertThat(MASKER.mask("password: >-\n  S3\n  S4\nb: 2"))
        .isEqualTo("password: >[MASKED]\nb: 2");
    assertThat(MASKER.mask("password: | x")).isEqualTo("password: [MASKED]");
  }

  @Test
  void hostileTextsTakeNoLongerThanOthers() {
    for (String piece :
        List.of(
            "=",
            ":",
            "//",
            "//a:b",
            "//a@",
            "token",
            "token=",
            "token:",
            "token ",
            "\"token\":\"",
            "token=[",
            "bearer ",
            "  =",
            "a b ",
            "\\",
            "'",
            "1 ",
            "token=1 ",
            "pin=a1 b(",
            "pin=ab12 abcd ",
            "token=a[ ",
            "token=N'",
            "token=|\n ",
            "token=-----BEGIN ",
            "%41",
            "\\u0041",
            "%5D=",
            "token=token= ",
            "token= token=\n",
            "cookie:- token:\n",
            "%3D",
            "token%3D",
            "token%253D",
            "%25",
            "%2525",
            "%2F%2F",
            "%2F%252F",
            "&",
            "&amp;",
            "&#0",
            "&quot;",
            "token=&quot; ",
            "token=%22 ",
            "token\\u003d",
            ".",
            "[",
            "a.",
            "n.",
            "-.",
            "n-.",
            "n.i-",
            "n]",
            "['",
            "token[0]",
            "token[0]=",
            "%5Bn%5D",
            "token=`",
            "\u201c",
            "\u00a0",
            "a\u00a0",
            "\\u002f\\u002f",
            "\\\\\\/",
            "/\\",
            "<pin>",
            "</x>",
            "<pin></x>",
            "&lt;pin&gt;",
            "%3Cpin%3E",
            "thin:",
            "thin:a@",
            "token=%3D ",
            "token=(",
            "token=()",
            "token=\"",
            "token='token=`",
            "token=\\'token='",
            "token=a,pin='b ' ",
            "pin%3D1,token=a%26",
            "<pin>token=",
            "cookie=token=\n",
            "token=a)",
            "token=[ 'a ",
            "token=[ &#39;a ",
            " 'a",
            " 'a'b",
            "**token:** ",
            "*token:***",
            "token:*_~",
            "<token pin=1<2>3 ",
            "<token pin=1<2&",
            "pin=a<b>c&",
            "pin=a<b/>c&",
            "token=token%3D ",
            "bearer%20",
            "pin=a b ",
            "pin=a \\",
            "pin=a \\\\'b ",
            "pin=a 'b ",
            "token=a b=",
            "pin=pin=a b ",
            "token=a b:c ",
            "pin=a bearer ",
            "pin=a //b ",
            "pin=a &#0",
            "pin=a \\u{0",
            "pin=a ( [",
            "\\x2f",
            "\\x2f\\x2f",
            "%5Cu002f",
            "&#",
            "//a:",
            "//:/<pin>",
            "oci8:",
            "%26",
            "%26amp%3B",
            "%26%2523",
            "&uuml",
            "token=&uuml; ",
            "token=%7B",
            "token=%7B%22",
            "token=={}}",
            "token={a}};",
            "token=\"\"\"a ",
            "token=\\\"\\\"\\\"",
            "token=\\t",
            "\\n\\t",
            "-- x--secret%5B:",
            "token:\n ",
            "token:\n - ",
            " - ",
            "token:\n- a\n",
            "token: !a ",
            "token: &a ",
            "token: | #\n ",
            "Bearer &",
            "Basic !",
            "token: !",
            "!token: ",
            "Bearer &gt:",
            "Bearer !,",
            "token:| #",
            "| # c,token:",
            "> !t token:| # c",
            "token:|-1 #")) {
      String text = piece.repeat(1_000_000 / piece.length());
      assertThat(MASKER.mask(text)).isNotNull();
      assertThat(MASKER.maskBeginning(text, 1_024).length()).isLessThanOrEqualTo(1_024);
      assertThat(MASKER.maskBeginning(text + " x", Integer.MAX_VALUE)).isNotNull();
      assertThat(MASKER.mask(text, 1_024).length()).isLessThanOrEqualTo(1_024);
      assertThat(MASKER.mask("token=" + text)).startsWith("token=");
      assertThat(MASKER.mask("<token=[" + text)).startsWith("<token=");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password%3Dhunter2                             | password%3D[MASKED]
          password%3dhunter2%26user%3Danna x             | password%3d[MASKED]%26user%3Danna x
          GET /a?next=%2Fb%3Ftoken%3Dabc%26x%3D1 done    | GET /a?next=%2Fb%3Ftoken%3D[MASKED]%26x%3D1 done
          GET /a?n=%252Fb%253Ftoken%253Dabc%2526x%253D1  | GET /a?n=%252Fb%253Ftoken%253D[MASKED]%2526x%253D1
          %25252525token%25252525253Dabc x               | %25252525token%25252525253D[MASKED] x
          a%26password%3Ahunter2 x                       | a%26password%3A[MASKED] x
          %7B%22pin%22%3A1234%7D x                       | %7B%22pin%22%3A[MASKED] x
          %70ass%77ord%3Dabc x                           | %70ass%77ord%3D[MASKED] x
          %2570assword%253Dabc x                         | %2570assword%253D[MASKED] x
          token%u003Dabc x                               | token%u003D[MASKED] x
          card+number=4111+1111, x                       | card+number=[MASKED], x
          card%20number%3D4111%201111 x                  | card%20number%3D[MASKED] x
          password&#61;hunter2&amp;user&#61;anna         | password&#61;[MASKED]&amp;user&#61;anna
          password&#x3D;hunter2, x                       | password&#x3D;[MASKED], x
          password&equals;hunter2, x                     | password&equals;[MASKED], x
          password&amp;#61;hunter2, x                    | password&amp;#61;[MASKED], x
          password=&#104;unter2, x                       | password=[MASKED], x
          {&quot;password&quot;:&quot;a b&quot;,&quot;u&quot;:1} | {&quot;password&quot;:[MASKED],&quot;u&quot;:1}
          {&#34;password&#34;&colon; &#34;a b&#34;}      | {&#34;password&#34;&colon; [MASKED]}
          "/a?password\\u003dabc\\u0026user\\u003danna"  | "/a?password\\u003d[MASKED]\\u0026user\\u003danna"
          {\\u0022pin\\u0022\\u003a\\u00221 2\\u0022}    | {\\u0022pin\\u0022\\u003a[MASKED]}
          /token\\x3dabc/, x                             | /token\\x3d[MASKED], x
          token\\u{3d}abc, x                             | token\\u{3d}[MASKED], x
          password：hunter2, x                       | password：[MASKED], x
          password=token%3D abc, x                       | password=[MASKED], x
          Authorization%3A%20Digest%20u%3D1, b=2         | Authorization%3A%20[MASKED]
          sent%20Bearer%20abc to x                       | sent%20Bearer%20[MASKED] to x
          sent Bearer+abc to x                           | sent Bearer+[MASKED] to x
          https%3A%2F%2Fu%3Apw%40db%3A5432%2Fx           | https%3A%2F%2F[MASKED]%40db%3A5432%2Fx
          https:\\/\\/u:pw@db\\/x                        | https:\\/\\/[MASKED]@db\\/x
          https://u:pw%40db x                            | https://[MASKED]%40db x
          https&#58;&#47;&#47;u&#58;pw&#64;db x          | https&#58;&#47;&#47;[MASKED]&#64;db x
          \\u002f\\u002fu:pw\\u0040db x                  | \\u002f\\u002f[MASKED]\\u0040db x
          password: &uuml;berS3, x                       | password: [MASKED], x
          password: geh&ouml;S3, x                       | password: [MASKED], x
          password: &dollar;S3, x                        | password: [MASKED], x
          password: &ldquo;a S3&rdquo; x                 | password: [MASKED] x
          password&ensp;=&ensp;S3, x                     | password&ensp;=&ensp;[MASKED], x
          &ldquo;password&rdquo;: S3, x                  | &ldquo;password&rdquo;: [MASKED], x
          “password”: S3, x                              | “password”: [MASKED], x
          sent Bearer&emsp;S3 x                          | sent Bearer&emsp;[MASKED] x
          http://&ensp;u:S3@db x                         | http://[MASKED]@db x
          d=%7B%26quot%3Btoken%26quot%3B%3A%26quot%3BS 3%26quot%3B x | d=%7B%26quot%3Btoken%26quot%3B%3A[MASKED] x
          %26lt%3Bpin%26gt%3B1%26lt%3B/pin%26gt%3B x     | %26lt%3Bpin%26gt%3B[MASKED]%26lt%3B/pin%26gt%3B x
          token%26equals%3BS3, x                         | token%26equals%3B[MASKED], x
          token%26%2361%3BS3, x                          | token%26%2361%3B[MASKED], x
          token%2526amp%253Bequals%253BS3, x             | token%2526amp%253Bequals%253B[MASKED], x
          https:%2F%2Fu%3A%2FS%40h x                     | https:%2F%2F[MASKED]%40h x
          """)
  void separatorsAndNamesMayBeEscaped(String text, String masked) {
    masks(text, masked);
    assertThat(MASKER.masks(text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <user>a</user><password>h 2</password><x/>    | <user>a</user><password>[MASKED]</password><x/>
          <wsse:Password Type='#Text'>h</wsse:Password> | <wsse:Password Type='#Text'>[MASKED]</wsse:Password>
          <pin><a>1</a><b>2</b></pin> x                 | <pin>[MASKED]</pin> x
          <secret><![CDATA[a<b>c]]></secret>            | <secret>[MASKED]</secret>
          &lt;pin&gt;1 2&lt;/pin&gt; x                  | &lt;pin&gt;[MASKED]&lt;/pin&gt; x
          {"xml":"\\u003cpin\\u003e1\\u003c\\/pin\\u003e"} | {"xml":"\\u003cpin\\u003e[MASKED]\\u003c\\/pin\\u003e"}
          a=%3Cpin%3E1%3C%2Fpin%3E x                    | a=%3Cpin%3E[MASKED]%3C%2Fpin%3E x
          jdbc:oracle:thin:scott/tiger@db:1521:x failed | jdbc:oracle:thin:[MASKED]@db:1521:x failed
          jdbc:oracle:oci:scott/tiger@//db/x            | jdbc:oracle:oci:[MASKED]@//db/x
          jdbc:oracle:oci8:scott/tiger@db x             | jdbc:oracle:oci8:[MASKED]@db x
          jdbc:oracle:kprb:scott/tiger@db x             | jdbc:oracle:kprb:[MASKED]@db x
          jdbc:oracle:thin:u/<pin>a@b tiger</pin> x     | jdbc:oracle:thin:[MASKED]</pin> x
          """)
  void elementsAndAddressesOfOracleAreMasked(String text, String masked) {
    masks(text, masked);
    assertThat(MASKER.maskBeginning(text.substring(0, text.length() - 1), 500))
        .doesNotContain("tiger", "h 2", ">1");
  }

  /** Each escapes all that it must and, at random, more; what is escaped may be so again. */
  @Test
  void noSecretIsLeftHoweverItIsEscaped() {
    LOG.info("{} texts, seed {}", TEXTS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < TEXTS; i++) {
      String whole = canaries.pick("", "x=1, ", "/a?b=c ") + EscapedText.of(canaries);
      String text = whole + canaries.pick(" ", "\n", "");
      String masked = MASKER.mask(text);
      if (Canaries.leaks(masked)) {
        assertThat(masked).as("seed %d: %s", SEED, text).doesNotContainPattern(Canaries.LEAK);
      }
      int limit = canaries.random.nextInt(text.length());
      assertThat(masked).startsWith(MASKER.mask(text, limit));
      String beginning = MASKER.maskBeginning(text.substring(0, limit), limit);
      if (Canaries.leaks(beginning)) {
        assertThat(beginning)
            .as("seed %d, %d of %s", SEED, limit, text)
            .doesNotContainPattern(Canaries.LEAK);
      }
    }
  }

  private static String secret(Canaries canaries) {
    String name = canaries.maskedName();
    String word = canaries.word();
    String quoted = canaries.quoted(canaries.text());
    return switch (canaries.random.nextInt(9)) {
      case 0 -> name + "=" + word;
      case 1 -> name + canaries.pick(": ", " : ", " = ", "=") + word;
      case 2 -> "\"" + name + "\":" + quoted;
      case 3 -> "\"" + name + "\" : " + canaries.number();
      case 4 -> name + "=" + quoted;
      case 5 -> canaries.pick("Bearer ", "bearer ", "BASIC ", "Basic  ") + word;
      case 6 -> "https://anna:" + word.replace('/', '.') + "@example.com/x";
      case 7 -> "\\\"" + name + "\\\":" + quoted.replace("\\", "\\\\").replace("\"", "\\\"");
      default -> "{\"" + name + "\":{\"a\":[" + quoted + "]}}";
    };
  }
}
