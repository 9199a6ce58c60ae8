package io.routeflow.micronaut.jdbc.sql;

import java.util.List;

/**
 * What each dialect writes in its own way: literals, comments, names in quotes, and statements
 * whose words carry secrets. {@code ‹s›} stands for a string in single quotes, {@code ‹e›} for one
 * with backslashes, {@code ‹q›} for one in double quotes, {@code ‹r›} for text without any quote,
 * {@code ‹w›} for a word and {@code ‹d›} for digits; all of them hold canaries. {@code ‹t›} is a
 * table.
 */
record DialectGrammar(
    SqlDialect dialect,
    List<String> values,
    List<String> comments,
    String quotes,
    String limit,
    List<String> clauses,
    List<String> statements) {

  private static final List<String> COMMON_VALUES =
      List.of(
          "‹s›",
          "N‹s›",
          "X'‹d›'",
          "‹d›",
          "-‹d›",
          "‹d›.‹d›",
          ".‹d›",
          "‹d›.",
          "‹d›e‹d›",
          "‹d›.‹d›E-‹d›",
          "DATE ‹s›",
          "TIMESTAMP ‹s›",
          "INTERVAL ‹s› DAY",
          "{d ‹s›}",
          "{ts ‹s›}",
          "{fn concat(‹s›, a)}",
          "CAST(‹s› AS VARCHAR(‹d›))",
          "COALESCE(a, ‹s›, ‹d›)",
          "CASE a WHEN ‹s› THEN ‹d› ELSE ‹s› END",
          "(‹d›)",
          "?",
          "NULL");

  private static final List<String> COMMON_COMMENTS =
      List.of("/* ‹r› */", "/*+ INDEX(‹w› ‹w›) ‹d› */", "-- ‹r› ‹w›\n", "/*‹d›*/");

  static final List<DialectGrammar> ALL =
      List.of(
          new DialectGrammar(
              SqlDialect.POSTGRESQL,
              List.of(
                  "E‹e›",
                  "e‹e›",
                  "U&‹s›",
                  "B'‹d›'",
                  "$$‹r›$$",
                  "$tag$‹r› $$ ' ‹r›$tag$",
                  "‹d›_‹d›",
                  "0x‹d›",
                  "0b‹d›",
                  "0o‹d›",
                  "‹s›::jsonb",
                  "‹s›::varchar(‹d›)",
                  "jsonb_path_query(a, '$.‹w›[*] ? (@.‹w› > ‹d›)')",
                  "a->>‹s›",
                  "a #>> '{‹w›,‹d›}'",
                  "ARRAY[‹s›, ‹s›]",
                  "point'(‹d›,‹d›)'",
                  "timestamptz ‹s›",
                  "interval ‹s›",
                  "‹s›\n‹s›"),
              List.of("/* ‹w› /* ‹r› */ ‹w› */", "--‹w›\n"),
              "\"\"",
              " LIMIT ‹d› OFFSET ‹d›",
              List.of(
                  " ON CONFLICT (a) DO UPDATE SET b = ‹s›",
                  " RETURNING a, ‹s›",
                  " ON CONFLICT DO NOTHING"),
              List.of(
                  "COPY ‹t› FROM ‹s› WITH (FORMAT csv, DELIMITER ‹s›, NULL ‹s›)",
                  "COPY ‹t› (a, b) TO PROGRAM ‹s›",
                  "COPY ‹t› FROM STDIN WITH DELIMITER ‹s›",
                  "ALTER USER bob WITH PASSWORD ‹s› VALID UNTIL ‹s›",
                  "CREATE ROLE bob LOGIN ENCRYPTED PASSWORD ‹s› CONNECTION LIMIT ‹d›",
                  "ALTER ROLE bob SET app.secret = ‹w›",
                  "ALTER ROLE bob SET app.secret TO ‹w›",
                  "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host ‹s›, dbname ‹s›)",
                  "CREATE USER MAPPING FOR bob SERVER s OPTIONS (user ‹s›, password ‹s›)",
                  "ALTER SERVER s OPTIONS (SET password ‹s›)",
                  "CREATE SUBSCRIPTION s CONNECTION ‹s› PUBLICATION p",
                  "SET app.secret = ‹w›",
                  "SET app.secret TO ‹s›, ‹s›",
                  "SET LOCAL app.secret TO ‹w›",
                  "SET SESSION AUTHORIZATION ‹s›",
                  "ALTER SYSTEM SET x = ‹s›",
                  "ALTER DATABASE d SET x TO ‹w›",
                  "SELECT set_config('app.x', ‹s›, false)",
                  "SELECT dblink_connect(‹s›)",
                  "DO $$‹r›$$",
                  "COMMENT ON TABLE orders IS ‹s›",
                  "NOTIFY channel, ‹s›",
                  "SECURITY LABEL FOR x ON TABLE t IS ‹s›",
                  "CREATE FUNCTION f() RETURNS int AS $f$‹r›$f$ LANGUAGE sql",
                  "PREPARE p AS SELECT ‹s›",
                  "EXECUTE p(‹s›, ‹d›)")),
          new DialectGrammar(
              SqlDialect.MYSQL,
              List.of(
                  "‹e›",
                  "‹q›",
                  "_utf8mb4‹e›",
                  "_utf8mb4 ‹s› COLLATE utf8mb4_bin",
                  "b'‹d›'",
                  "0x‹d›",
                  "x'‹d›'",
                  "‹s› ‹s›",
                  "a->'$.‹w›'",
                  "a->>\"$.‹w›[‹d›]\"",
                  "JSON_EXTRACT(a, '$.‹w›')",
                  "CONVERT(‹s› USING utf8mb4)",
                  "INTERVAL ‹d› DAY",
                  "@a"),
              List.of("# ‹r› ‹w›\n", "/*!50000 ‹w› */", "/*M!100100 ‹w› ‹d› */"),
              "``",
              " LIMIT ‹d›, ‹d›",
              List.of(" ON DUPLICATE KEY UPDATE b = ‹s›"),
              List.of(
                  "LOAD DATA LOCAL INFILE ‹s› INTO TABLE ‹t› FIELDS TERMINATED BY ‹s› ENCLOSED BY"
                      + " ‹q› LINES STARTING BY ‹s› IGNORE ‹d› LINES (a, b) SET c = ‹s›",
                  "SELECT a INTO OUTFILE ‹s› FIELDS TERMINATED BY ‹s› FROM ‹t›",
                  "SET PASSWORD FOR bob = ‹s›",
                  "SET PASSWORD FOR 'bob'@'%' = PASSWORD(‹s›)",
                  "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
                  "SET NAMES ‹s› COLLATE ‹s›",
                  "SET @a = ‹s›, @b := ‹d›",
                  "SET GLOBAL x = ‹w›",
                  "SET @@session.x = ‹w›",
                  "ALTER USER bob@localhost IDENTIFIED BY ‹s›",
                  "CREATE USER 'bob'@'%' IDENTIFIED WITH mysql_native_password AS ‹s›",
                  "CREATE USER bob IDENTIFIED VIA pam USING ‹q›",
                  "CHANGE MASTER TO MASTER_PASSWORD=‹s›, MASTER_PORT=‹d›",
                  "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = ‹s›",
                  "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER ‹s›, PASSWORD ‹s›, PORT ‹d›)",
                  "GRANT ALL ON *.* TO 'bob'@'%' IDENTIFIED BY ‹s›",
                  "START SLAVE USER=‹s› PASSWORD=‹s›",
                  "CREATE TABLE t (a int COMMENT ‹s›) CONNECTION=‹s›",
                  "KILL QUERY ‹d›")),
          new DialectGrammar(
              SqlDialect.SQLITE,
              List.of(
                  "0x‹d›",
                  "‹d›_‹d›",
                  "a->>'$.‹w›'",
                  "json_extract(a, '$.‹w›[‹d›]')",
                  "‹q›",
                  "a LIKE ‹s› ESCAPE ‹s›",
                  "a GLOB ‹s›",
                  "$‹w›",
                  ":‹w›",
                  "@‹w›"),
              List.of("--‹w›\n"),
              "[]",
              " LIMIT ‹d› OFFSET ‹d›",
              List.of(" ON CONFLICT (a) DO UPDATE SET b = ‹s›", " RETURNING a"),
              List.of(
                  "PRAGMA key = ‹s›",
                  "PRAGMA key(‹s›)",
                  "PRAGMA key = ‹w›",
                  "PRAGMA key(‹w›)",
                  "PRAGMA key(‹q›)",
                  "PRAGMA main.rekey(‹w›)",
                  "PRAGMA table_info(orders); PRAGMA key(‹w›)",
                  "PRAGMA user_version = ‹d›; ATTACH ‹s› AS x KEY ‹w›",
                  "PRAGMA table_info(‹s›)",
                  "PRAGMA cache_size = -‹d›",
                  "PRAGMA hexkey = ‹q›",
                  "PRAGMA textkey(‹w›); SELECT 'a'",
                  "ATTACH DATABASE ‹s› AS x KEY ‹s›",
                  "ATTACH ‹q› AS x KEY ‹q›",
                  "VACUUM INTO ‹s›")),
          new DialectGrammar(
              SqlDialect.H2,
              List.of(
                  "U&‹s›",
                  "$$‹r›$$",
                  "‹d›_‹d›",
                  "0x‹d›",
                  "JSON ‹s›",
                  "UUID ‹s›",
                  "TIME ‹s›",
                  "ARRAY[‹s›, ‹s›]",
                  "GEOMETRY ‹s›",
                  "INTERVAL ‹s› HOUR TO SECOND",
                  "X'‹d›' '‹d›'"),
              List.of("// ‹r› ‹w›\n", "/* ‹w› /* ‹r› */ ‹w› */"),
              "\"\"",
              " FETCH FIRST ‹d› ROWS ONLY",
              List.of(),
              List.of(
                  "CREATE USER bob PASSWORD ‹s›",
                  "ALTER USER bob SET PASSWORD ‹s›",
                  "ALTER USER bob SET SALT X'‹d›' HASH X'‹d›'",
                  "CREATE LINKED TABLE l('d', ‹s›, ‹s›, ‹s›, 't')",
                  "SCRIPT TO ‹s› CIPHER AES PASSWORD ‹s›",
                  "RUNSCRIPT FROM ‹s› CIPHER AES PASSWORD ‹s›",
                  "SET DB_CLOSE_DELAY -‹d›",
                  "SET SCHEMA ‹w›",
                  "SET @a = ‹s›",
                  "BACKUP TO ‹s›",
                  "SELECT * FROM CSVREAD(‹s›, NULL, ‹s›)",
                  "CALL f(‹s›, ‹d›)")),
          new DialectGrammar(
              SqlDialect.STANDARD,
              List.of("U&‹s›", "B'‹d›'", "TIME ‹s›", "INTERVAL ‹s› HOUR"),
              List.of(),
              "\"\"",
              " FETCH FIRST ‹d› ROWS ONLY",
              List.of(),
              List.of(
                  "CREATE USER bob PASSWORD ‹s›",
                  "ALTER USER bob SET PASSWORD ‹s›",
                  "CONNECT USER bob PASSWORD ‹s›",
                  "SET PASSWORD ‹s›",
                  "SET DATABASE DEFAULT INITIAL SCHEMA ‹w›",
                  "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(‹s›, ‹s›)")),
          new DialectGrammar(
              SqlDialect.ORACLE,
              List.of(
                  "q'[‹r› it's ‹w›]'",
                  "Q'{‹r›}'",
                  "nq'!‹r› ' ‹w›!'",
                  "q'<‹r›>'",
                  "q'(‹r›)'",
                  "q'#‹r›#'",
                  "‹d›d",
                  "‹d›.‹d›f",
                  "TO_DATE(‹s›, ‹s›)",
                  "JSON_VALUE(a, '$.‹w›[‹d›]' RETURNING NUMBER)",
                  "INTERVAL ‹s› DAY(‹d›) TO SECOND",
                  ":‹w›",
                  ":‹d›",
                  "TIMESTAMP ‹s› AT TIME ZONE ‹s›"),
              List.of("/* /* ‹r› */"),
              "\"\"",
              " FETCH NEXT ‹d› ROWS ONLY",
              List.of(" LOG ERRORS (‹s›) REJECT LIMIT ‹d›"),
              List.of(
                  "ALTER USER bob IDENTIFIED BY ‹w›",
                  "ALTER USER bob IDENTIFIED BY \"‹w›\" REPLACE \"‹w›\"",
                  "CREATE USER bob IDENTIFIED BY ‹w› DEFAULT TABLESPACE users QUOTA ‹d›M ON users",
                  "CREATE USER bob IDENTIFIED BY VALUES ‹s›",
                  "CREATE DATABASE LINK l CONNECT TO bob IDENTIFIED BY ‹w› USING ‹s›",
                  "ALTER SESSION SET NLS_DATE_FORMAT = ‹s›",
                  "ALTER SESSION SET CURRENT_SCHEMA = ‹w›",
                  "ALTER SYSTEM SET x = ‹s› SCOPE = BOTH",
                  "ADMINISTER KEY MANAGEMENT SET KEYSTORE OPEN IDENTIFIED BY ‹w›",
                  "SET ROLE r IDENTIFIED BY ‹w›",
                  "EXPLAIN PLAN SET STATEMENT_ID = ‹s› FOR SELECT a FROM orders WHERE b = ‹s›",
                  "BEGIN p(‹s›, ‹d›); END;",
                  "DECLARE x VARCHAR2(‹d›) := ‹s›; BEGIN NULL; END;")),
          new DialectGrammar(
              SqlDialect.SQL_SERVER,
              List.of(
                  "$‹d›.‹d›",
                  "0x‹d›",
                  "@‹w›",
                  "JSON_VALUE(a, '$.‹w›')",
                  "CONVERT(datetime, ‹s›, ‹d›)",
                  "CAST(N‹s› AS NVARCHAR(‹d›))",
                  "a COLLATE Latin",
                  "DATEADD(day, ‹d›, a)"),
              List.of("/* ‹w› /* ‹r› */ ‹w› */", "--‹w›\n"),
              "[]",
              " ORDER BY a OFFSET ‹d› ROWS FETCH NEXT ‹d› ROWS ONLY",
              List.of(),
              List.of(
                  "BULK INSERT ‹t› FROM ‹s› WITH (FIELDTERMINATOR = ‹s›, FIRSTROW = ‹d›)",
                  "SELECT a FROM OPENROWSET(‹s›, ‹s›;‹s›;‹s›, ‹s›) AS x",
                  "SELECT a FROM OPENDATASOURCE(‹s›, ‹s›).d.s.t",
                  "CREATE LOGIN bob WITH PASSWORD = ‹s› MUST_CHANGE",
                  "CREATE LOGIN bob WITH PASSWORD = 0x‹d› HASHED",
                  "ALTER LOGIN bob WITH PASSWORD = ‹s› OLD_PASSWORD = ‹s›",
                  "EXEC sp_addlogin ‹s›, ‹s›",
                  "EXEC p @a = N‹s›, @b = ‹w›",
                  "EXEC p ‹w›, ‹d›",
                  "EXECUTE AS USER = ‹s›",
                  "CREATE CREDENTIAL c WITH IDENTITY = ‹s›, SECRET = ‹s›",
                  "CREATE MASTER KEY ENCRYPTION BY PASSWORD = ‹s›",
                  "OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = ‹s›",
                  "DECLARE @a NVARCHAR(‹d›) = N‹s›; SELECT a FROM orders WHERE b = @a",
                  "SET CONTEXT_INFO 0x‹d›",
                  "PRINT N‹s›",
                  "RAISERROR (‹s›, ‹d›, ‹d›)",
                  "WAITFOR DELAY ‹s›",
                  "BACKUP DATABASE d TO DISK = ‹s› WITH PASSWORD = ‹s›")));

  /** All literals, those of every dialect first. */
  String value(int random) {
    int index = Math.floorMod(random, COMMON_VALUES.size() + values.size());
    return index < COMMON_VALUES.size()
        ? COMMON_VALUES.get(index)
        : values.get(index - COMMON_VALUES.size());
  }

  /** All comments, those of every dialect first. */
  String comment(int random) {
    int index = Math.floorMod(random, COMMON_COMMENTS.size() + comments.size());
    return index < COMMON_COMMENTS.size()
        ? COMMON_COMMENTS.get(index)
        : comments.get(index - COMMON_COMMENTS.size());
  }
}
