package io.routeflow.micronaut.jdbc.delegate;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.sql.Date;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Values for every type in JDBC's signatures: a new object each time, another number per seed. */
public final class SampleValues {
  private static final Map<Class<?>, IntFunction<Object>> BY_TYPE =
      Map.ofEntries(
          Map.entry(boolean.class, seed -> seed % 2 == 0),
          Map.entry(byte.class, seed -> (byte) (seed + 1)),
          Map.entry(short.class, seed -> (short) (seed + 1)),
          Map.entry(int.class, seed -> seed + 1),
          Map.entry(long.class, seed -> seed + 1L),
          Map.entry(float.class, seed -> seed + 1F),
          Map.entry(double.class, seed -> seed + 1D),
          Map.entry(Object.class, seed -> new Object()),
          Map.entry(String.class, seed -> "text " + seed),
          Map.entry(Class.class, seed -> seed % 2 == 0 ? String.class : Integer.class),
          Map.entry(Map.class, seed -> new HashMap<String, Class<?>>()),
          Map.entry(BigDecimal.class, seed -> new BigDecimal(seed + 1000)),
          Map.entry(Date.class, Date::new),
          Map.entry(Time.class, Time::new),
          Map.entry(Timestamp.class, Timestamp::new),
          Map.entry(Calendar.class, seed -> Calendar.getInstance()),
          Map.entry(Properties.class, seed -> new Properties()),
          Map.entry(InputStream.class, seed -> new ByteArrayInputStream(new byte[seed])),
          Map.entry(Reader.class, seed -> new StringReader("text " + seed)),
          Map.entry(PrintWriter.class, seed -> new PrintWriter(new StringWriter())),
          Map.entry(URL.class, SampleValues::url),
          Map.entry(Logger.class, seed -> Logger.getAnonymousLogger()),
          Map.entry(SQLWarning.class, seed -> new SQLWarning("warning " + seed)));

  private SampleValues() {}

  /** Something to hand in for each parameter; no two of one method are the same. */
  public static Object[] arguments(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = of(types[i], i);
    }
    return arguments;
  }

  public static @Nullable Object of(Class<?> type, int seed) {
    IntFunction<Object> known = BY_TYPE.get(type);
    if (known != null) {
      return known.apply(seed);
    }
    if (type == void.class) {
      return null;
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 1);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[seed % type.getEnumConstants().length];
    }
    if (type.isInterface()) {
      return new RecordingTarget().as(type);
    }
    throw new IllegalArgumentException("no sample of " + type);
  }

  private static URL url(int seed) {
    try {
      return URI.create("http://example.org/" + seed).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
