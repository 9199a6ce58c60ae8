package suite.bench;

/** SQL as applications have it, short and long. */
final class SampleSql {

  private static final int ROWS = 10_000;

  private static final String QUERY =
      """
      SELECT o.id, o.placed_at, c.name AS customer, SUM(l.quantity * p.price_cents) AS total
      FROM orders o JOIN customers c ON c.id = o.customer_id
        LEFT JOIN order_lines l ON l.order_id = o.id -- the lines
        LEFT JOIN products p ON p.id = l.product_id
      WHERE o.placed_at >= '2026-11-01' AND c.country IN ('DE', 'FR', 'PT') AND o.paid = ?
      GROUP BY o.id, o.placed_at, c.name HAVING COUNT(*) > 2 ORDER BY o.placed_at DESC LIMIT 50
      """;

  private SampleSql() {}

  static String of(String kind) {
    return switch (kind) {
      case "query" -> QUERY;
      case "long" -> QUERY.strip() + ("\nUNION ALL\n" + QUERY.strip()).repeat(40);
      case "batch" -> batch("(%d, 'item %d', 12.5, NULL, 7)");
      case "strings" -> batch("(%d, '" + "a sentence that somebody wrote. ".repeat(8) + "%d')");
      default -> "SELECT * FROM orders WHERE id = 42";
    };
  }

  /** One statement with many rows: 50,000 values, or much text. */
  private static String batch(String row) {
    StringBuilder sql = new StringBuilder("INSERT INTO stock (id, name, price, note, n) VALUES ");
    for (int i = 0; i < ROWS; i++) {
      sql.append(i == 0 ? "" : ", ").append(row.formatted(i, i));
    }
    return sql.toString();
  }
}
