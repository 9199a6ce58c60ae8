package io.routeflow.micronaut.jdbc;

import io.routeflow.micronaut.configuration.SettingCatalog;
import io.routeflow.micronaut.configuration.SettingGroup;
import jakarta.inject.Singleton;
import java.util.List;

/** The settings of SQL capture; known also where it is switched off. */
@Singleton
final class JdbcCatalog implements SettingCatalog {

  @Override
  public String module() {
    return "routeflow-micronaut-jdbc";
  }

  @Override
  public List<SettingGroup> groups() {
    return List.of(JdbcConfiguration.GROUP);
  }
}
