package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param batchId its id
 * @param at when that was known, ISO-8601
 * @param events how many it held
 * @param outcome {@code sent} or {@code dropped}
 * @param reason why it was dropped, as in the statistics
 * @param attempts how many there were
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BatchOutcome(
    @JsonProperty("batch_id") UUID batchId,
    String at,
    int events,
    String outcome,
    @Nullable String reason,
    int attempts) {}
