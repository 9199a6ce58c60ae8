package suite.presence.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Date;

/** What both JSON libraries can read and write. */
@Serdeable
@SuppressWarnings("JavaUtilDate") // applications have such
public final class Person {

  private String name = "";
  private Date born = new Date(0);

  @JsonProperty("full_name")
  public String getName() {
    return name;
  }

  @JsonProperty("full_name")
  public void setName(String name) {
    this.name = name;
  }

  public Date getBorn() {
    return born;
  }

  public void setBorn(Date born) {
    this.born = born;
  }
}
