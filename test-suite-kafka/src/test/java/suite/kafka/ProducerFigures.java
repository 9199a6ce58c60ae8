package suite.kafka;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What a producer publishes of itself in JMX. */
record ProducerFigures(ObjectName name) {

  static ProducerFigures of(String clientId) {
    try {
      return new ProducerFigures(
          new ObjectName("kafka.producer:type=producer-metrics,client-id=" + clientId));
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  double get(String figure) {
    try {
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, figure);
      return ((Number) value).doubleValue();
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }
}
