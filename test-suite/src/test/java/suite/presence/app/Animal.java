package suite.presence.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Date;

/** Prepared for no library, so that one of them writes it and the other refuses to. */
@SuppressWarnings("JavaUtilDate") // applications have such
public final class Animal {

  private String name = "";

  @JsonProperty("called")
  public String getName() {
    return name;
  }

  @JsonProperty("called")
  public void setName(String name) {
    this.name = name;
  }

  public Date getBorn() {
    return new Date(1_700_000_000_123L);
  }

  @Override
  public String toString() {
    return "animal";
  }
}
