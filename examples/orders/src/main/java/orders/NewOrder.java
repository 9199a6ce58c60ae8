package orders;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What a customer asks for.
 *
 * @param item the name of a product
 * @param quantity how many
 */
@Serdeable
record NewOrder(@NotBlank @Size(max = 80) String item, @Min(1) @Max(99) int quantity) {}
