package suite.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The published schema of a batch, with its patterns as JSON Schema means them. */
public final class BatchSchema {

  private static final JsonSchema BATCH = read("/META-INF/routeflow/ingest-v1.schema.json");

  private BatchSchema() {}

  /** Everything wrong with a body; empty where it keeps the contract. */
  public static List<String> check(JsonNode body) {
    if (body.isMissingNode()) {
      return List.of("the body is not JSON");
    }
    return BATCH.validate(body).stream().map(Object::toString).toList();
  }

  /** A schema on the class path. */
  public static JsonSchema read(String resource) {
    try (InputStream text =
        Objects.requireNonNull(BatchSchema.class.getResourceAsStream(resource), resource)) {
      var config =
          SchemaValidatorsConfig.builder()
              .regularExpressionFactory(BatchSchema::ecmaPattern)
              .build();
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java's dollar also matches before a last line end; that of JSON Schema does not. */
  private static RegularExpression ecmaPattern(String regex) {
    boolean toEnd = regex.endsWith("$");
    Pattern pattern =
        Pattern.compile(toEnd ? regex.substring(0, regex.length() - 1) + "\\z" : regex);
    return value -> pattern.matcher(value).find();
  }
}
