package orders;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Who wants to become a customer.
 *
 * @param name as it is written on parcels
 * @param email not in use yet
 */
@Serdeable
record NewCustomer(
    @NotBlank @Size(max = 80) String name, @NotBlank @Email @Size(max = 120) String email) {}
