package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a data source connects to, as far as its JDBC address says it without doubt. Immutable.
 *
 * <p>Such an address may have a password in it, at several places and in quotes. So only what is
 * formed like a name, a host or a port, at the place where one belongs, is taken; of an address
 * with more than one host, with a user before the host, or with quoted values nothing is.
 *
 * @param namespace the database, with what it is part of or what is part of it, as the conventions
 *     for its product say
 * @param host of the server; {@code null} where the database is within the process
 * @param port where the address names one, else 0
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/sql/">SQL conventions</a>
 */
@Internal
public record DatabasePlace(@Nullable String namespace, @Nullable String host, int port) {

  /** Nothing is known. */
  public static final DatabasePlace UNKNOWN = new DatabasePlace(null, null, 0);

  private static final Pattern NAME = Pattern.compile("[\\p{L}0-9_$#.-]{1,128}");

  /** Host and port, then in SQL Server's address the instance. */
  private static final String SERVER =
      "//(?<host>[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])"
          + "(?<instance>\\\\[A-Za-z0-9_$]{1,64})?(?::(?<port>[0-9]{1,5}))?";

  private static final Pattern WITH_PATH = Pattern.compile(SERVER + "(?:/(?<rest>.*))?");
  private static final Pattern WITH_PROPERTIES = Pattern.compile(SERVER + "(?:;(?<rest>.*))?");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_LENGTH = 4096;

  /** That of a JDBC address; of what is not understood, nothing. */
  public static DatabasePlace of(@Nullable String url) {
    if (url == null || url.length() > MAX_LENGTH || !url.startsWith("jdbc:")) {
      return UNKNOWN;
    }
    int colon = url.indexOf(':', "jdbc:".length());
    if (colon < 0) {
      return UNKNOWN;
    }
    String rest = url.substring(colon + 1);
    // a user and a password may stand before an @, and what is before that is then no host
    boolean mayHaveUser = rest.indexOf('@') >= 0;
    return switch (url.substring("jdbc:".length(), colon).toLowerCase(Locale.ROOT)) {
      case "postgresql" -> mayHaveUser ? UNKNOWN : postgresql(rest);
      case "mysql", "mariadb" -> mayHaveUser ? UNKNOWN : mysql(rest);
      case "sqlserver" -> sqlServer(rest);
      case "h2" -> h2(rest);
      default -> UNKNOWN;
    };
  }

  /** {@code //host:5432/database?currentSchema=schema}, or the database alone. */
  private static DatabasePlace postgresql(String rest) {
    String schema = value(rest.substring(query(rest)).split("[?&]", -1), "currentSchema");
    String place = rest.substring(0, query(rest));
    if (!place.startsWith("/")) {
      return new DatabasePlace(joined(name(place), schema), null, 0);
    }
    Matcher server = WITH_PATH.matcher(place);
    return server.matches() ? of(server, joined(name(server.group("rest")), schema)) : UNKNOWN;
  }

  /** {@code //host:3306/database?property=value}. */
  private static DatabasePlace mysql(String rest) {
    Matcher server = WITH_PATH.matcher(rest.substring(0, query(rest)));
    return server.matches() ? of(server, name(server.group("rest"))) : UNKNOWN;
  }

  /** {@code //host\instance:1433;databaseName=database;property={quoted}}. */
  private static DatabasePlace sqlServer(String rest) {
    Matcher server = WITH_PROPERTIES.matcher(rest);
    if (rest.indexOf('{') >= 0 || !server.matches()) {
      return UNKNOWN;
    }
    String properties = server.group("rest");
    String[] each = properties == null ? new String[0] : properties.split(";", -1);
    String database = value(each, "databaseName", "database");
    String instance = server.group("instance");
    String namespace =
        instance == null || database == null ? database : instance.substring(1) + "|" + database;
    return of(server, namespace);
  }

  /** {@code mem:name}, a file, or {@code tcp://host/name}; of a path only what it ends with. */
  private static DatabasePlace h2(String rest) {
    int semicolon = rest.indexOf(';');
    String place = semicolon < 0 ? rest : rest.substring(0, semicolon);
    String type = place.substring(0, Math.max(0, place.indexOf(':')));
    if (type.equals("tcp") || type.equals("ssl")) {
      Matcher server = WITH_PATH.matcher(place.substring(type.length() + 1));
      return server.matches() ? of(server, last(server.group("rest"))) : UNKNOWN;
    }
    return new DatabasePlace(last(place), null, 0);
  }

  private static DatabasePlace of(Matcher server, @Nullable String namespace) {
    String digits = server.group("port");
    int port = digits == null ? 0 : Integer.parseInt(digits);
    return new DatabasePlace(namespace, server.group("host"), port > MAX_PORT ? 0 : port);
  }

  /** Where the query begins, or the end. */
  private static int query(String rest) {
    int mark = rest.indexOf('?');
    return mark < 0 ? rest.length() : mark;
  }

  /** The value of a property of one of these names, whatever their case; one at most. */
  private static @Nullable String value(String[] properties, String... names) {
    List<String> values = new ArrayList<>(1);
    for (String property : properties) {
      int equals = property.indexOf('=');
      for (String name : names) {
        if (equals > 0 && property.substring(0, equals).strip().equalsIgnoreCase(name)) {
          values.add(property.substring(equals + 1).strip());
        }
      }
    }
    return values.size() == 1 ? name(values.get(0)) : null;
  }

  private static @Nullable String joined(@Nullable String database, @Nullable String schema) {
    return database == null || schema == null ? database : database + "|" + schema;
  }

  private static @Nullable String last(@Nullable String path) {
    return path == null
        ? null
        : name(
            path.substring(
                1
                    + Math.max(
                        path.lastIndexOf(':'),
                        Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))));
  }

  /** The text where it is formed like a name. */
  private static @Nullable String name(@Nullable String text) {
    return text != null && NAME.matcher(text).matches() ? text : null;
  }
}
