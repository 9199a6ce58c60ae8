package io.routeflow.micronaut.policy.masking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of members and fields, and which of them are masked: by a pattern, as the rule is put. */
final class ModelNames {

  /** Any name may have each character; these are those that a spelling could make others of. */
  static final List<String> ODD =
      List.of(
          "a",
          "b",
          "c",
          "id",
          "",
          " ",
          ".",
          "a.b",
          "a b",
          "it's",
          "say \"a\"",
          "[0]",
          "a]",
          "['a']",
          "\\",
          "\\u0061",
          "/",
          "*",
          "..",
          "$",
          "$.a",
          "0",
          "-1",
          "ü",
          "日本",
          "😀",
          "a\u0000",
          "\n",
          "\t",
          "\u007f",
          "\u2028",
          "\ud83d",
          "\ude00\ud83d",
          "%41",
          "+",
          "a=b",
          "a&b",
          ";",
          "#");

  /** Masked names, and some that only look like one. */
  private static final List<String> NEAR =
      List.of(
          "password",
          "PassWord",
          "pass-word",
          "p a s s w o r d",
          "pass.word",
          "user.password",
          "user[password]",
          "[pin]",
          "pin",
          "PİN",
          "pın",
          "to\u212aen",
          "token",
          "tokens",
          "userPin",
          "card_number",
          "cardNumber",
          "card\u00a0number",
          "card\u2010number",
          "iban\u200b",
          "x:otp",
          "otp\u0000",
          "secret/",
          "\\secret",
          "session.id",
          "id.session",
          "ｐin",
          "pin\u0301",
          "ßession",
          "api key",
          "x_api.key",
          "pas\u00adsword",
          "ſecret",
          "cvv2",
          "\"jwt\"",
          "'ssn'",
          "_pwd_");

  private static final String IGNORED = "-_ \\p{Zs}\\p{Pd}\\p{Pc}\\p{Cf}";
  private static final String DIVIDER = "\\x00-\\x7f&&[^A-Za-z0-9_ -]";

  private static final Pattern WHOLE = pattern("^", "[" + IGNORED + "[" + DIVIDER + "]]*", "$");
  private static final Pattern PART =
      pattern("(?:^|[" + DIVIDER + "])", "[" + IGNORED + "]*", "(?:$|[" + DIVIDER + "])");

  private static final Map<String, Boolean> KNOWN = new HashMap<>();

  private ModelNames() {}

  static String any(Random random) {
    List<String> names = random.nextInt(3) == 0 ? NEAR : ODD;
    // mostly the first few, so that paths find them
    int most = random.nextInt(3) == 0 ? names.size() : 6;
    return names.get(random.nextInt(most));
  }

  static boolean isMasked(String name) {
    return KNOWN.size() < 10_000 ? KNOWN.computeIfAbsent(name, ModelNames::matches) : matches(name);
  }

  /** Also where it is escaped once more than it must be: a wrong byte may make such a name. */
  private static boolean matches(String name) {
    String meant = EscapedName.decode(name, 0, name.length());
    return isListed(name) || (meant != null && isListed(meant));
  }

  private static boolean isListed(String name) {
    return WHOLE.matcher(name).find() || PART.matcher(name).find();
  }

  private static Pattern pattern(String before, String between, String after) {
    return Pattern.compile(
        MaskedNames.DEFAULT.stream()
            .map(name -> name.replaceAll("[-_ ]", "").replaceAll("(.)", "$1" + lenient(between)))
            .collect(Collectors.joining("|", before + between + "(?:", ")" + after)),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static String lenient(String between) {
    return between.replace("\\", "\\\\").replace("$", "\\$");
  }
}
