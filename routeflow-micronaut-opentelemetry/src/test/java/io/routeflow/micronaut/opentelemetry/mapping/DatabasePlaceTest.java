package io.routeflow.micronaut.opentelemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabasePlaceTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:5433/shop?user=u&password=canary, shop, db.example, 5433",
    "jdbc:postgresql://db/shop?currentSchema=sales&password=canary, shop|sales, db, 0",
    "jdbc:postgresql://[::1]:5432/shop, shop, [::1], 5432",
    "jdbc:postgresql:shop, shop, , 0",
    "jdbc:postgresql://db/, , db, 0",
    "jdbc:postgresql://db, , db, 0",
    "jdbc:mysql://db:3307/shop?user=u&password=canary, shop, db, 3307",
    "jdbc:mariadb://db/shop, shop, db, 0",
    "jdbc:sqlserver://db:1433;databaseName=shop;user=u;password=canary, shop, db, 1433",
    "jdbc:sqlserver://db\\sales;DATABASE=shop;password=canary, sales|shop, db, 0",
    "jdbc:sqlserver://db;encrypt=true, , db, 0",
    "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1;PASSWORD=canary, shop, , 0",
    "jdbc:h2:file:/home/canary/shop, shop, , 0",
    "jdbc:h2:tcp://db:9092/~/shop;USER=canary, shop, db, 9092",
    "jdbc:h2:mem:, , , 0",
  })
  void anAddressSaysTheDatabaseAndItsServer(
      String url, @Nullable String namespace, @Nullable String host, int port) {
    assertThat(DatabasePlace.of(url)).isEqualTo(new DatabasePlace(namespace, host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://user:canary@db/shop",
        "jdbc:mysql://user:can/ary@db:3306/shop",
        "jdbc:mysql://canary:12/34@db/shop",
        "jdbc:mysql://canary:12/a?b@db/shop",
        "jdbc:mysql://address=(host=db)(password=canary)/shop",
        "jdbc:mysql:loadbalance://db1,db2/shop",
        "jdbc:mariadb://db1,db2/shop",
        "jdbc:postgresql://db1:5432,db2:5432/shop",
        "jdbc:postgresql://user:canary@db/shop",
        "jdbc:sqlserver://db;password={a;databaseName=canary};databaseName=shop",
        "jdbc:oracle:thin:user/canary@//db:1521/shop",
        "jdbc:tc:postgresql:15:///shop?password=canary",
        "jdbc:sqlite:/home/canary/shop.db",
        "jdbc:",
        "canary"
      })
  void whatMayHoldASecretOrMoreThanOneServerSaysNothing(String url) {
    assertThat(DatabasePlace.of(url)).isEqualTo(DatabasePlace.UNKNOWN);
  }

  @Test
  void whatIsNoNameIsLeftOut() {
    assertThat(DatabasePlace.of("jdbc:mysql://db/shop%20canary").namespace()).isNull();
    assertThat(DatabasePlace.of("jdbc:postgresql://db/a?currentSchema=b,c").namespace())
        .isEqualTo("a");
    assertThat(DatabasePlace.of("jdbc:sqlserver://db;database=a;databaseName=b").namespace())
        .isNull();
    assertThat(DatabasePlace.of("jdbc:mysql://db:70000/shop").port()).isZero();
    assertThat(DatabasePlace.of(null)).isEqualTo(DatabasePlace.UNKNOWN);
  }
}
