package io.routeflow.micronaut.policy.masking;

/** A JSON document with secrets under masked names, and what it has to look like masked. */
final class CanaryDocument {

  private static final int MAX_WIDTH = 4;

  private final Canaries canaries;
  private final StringBuilder json = new StringBuilder();
  private final StringBuilder masked = new StringBuilder();

  private CanaryDocument(Canaries canaries) {
    this.canaries = canaries;
  }

  /** A document that is so deep at most. */
  static CanaryDocument of(Canaries canaries, int depth) {
    CanaryDocument document = new CanaryDocument(canaries);
    document.value(depth);
    document.json.append(canaries.blanks());
    return document;
  }

  String json() {
    return json.toString();
  }

  String masked() {
    return masked.toString();
  }

  private void value(int depth) {
    json.append(canaries.blanks());
    int kind = depth == 0 ? 0 : canaries.random.nextInt(depth > 8 ? 3 : 4);
    switch (kind) {
      case 1 -> array(depth);
      case 2, 3 -> object(depth);
      default ->
          both(canaries.pick("true", "null", "12", "-0.50e2", canaries.quoted("plain \"text\"")));
    }
    json.append(canaries.blanks());
  }

  /** Deep documents are narrow: below one child, the others are scalars. */
  private int depthBelow(int depth, int child) {
    return depth > 8 && child > 0 ? 0 : depth - 1;
  }

  private void array(int depth) {
    both("[");
    int width = 1 + canaries.random.nextInt(MAX_WIDTH);
    for (int i = 0; i < width; i++) {
      both(i > 0 ? "," : "");
      value(depthBelow(depth, i));
    }
    both("]");
  }

  private void object(int depth) {
    both("{");
    int width = 1 + canaries.random.nextInt(MAX_WIDTH);
    for (int i = 0; i < width; i++) {
      both(i > 0 ? "," : "");
      boolean secret = canaries.random.nextInt(3) == 0;
      json.append(canaries.blanks());
      both(canaries.quoted(secret ? canaries.maskedName() : canaries.plainName()));
      json.append(canaries.blanks());
      both(":");
      if (secret) {
        secret();
      } else {
        value(depthBelow(depth, i));
      }
    }
    both("}");
  }

  private void secret() {
    masked.append("\"[MASKED]\"");
    json.append(canaries.blanks()).append(secretValue(3)).append(canaries.blanks());
  }

  private String secretValue(int depth) {
    return switch (canaries.random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> canaries.number();
      case 1, 2 -> canaries.quoted(canaries.text());
      case 3 -> canaries.pick("true", "null", "\"\"", "[]", "{ }");
      case 4 -> "[" + secretValue(depth - 1) + " ," + secretValue(depth - 1) + "]";
      default ->
          "{"
              + canaries.quoted(canaries.plainName())
              + ":"
              + secretValue(depth - 1)
              + ","
              + canaries.quoted(canaries.text())
              + ":\n"
              + secretValue(depth - 1)
              + "}";
    };
  }

  private void both(String text) {
    json.append(text);
    masked.append(text);
  }
}
