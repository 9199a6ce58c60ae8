package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each block of README and guide is taken by exactly one kind of test, and each test by a block.
 */
final class BlocksTest {

  static List<Block> blocks() {
    return Block.all();
  }

  @Test
  void thePagesHaveBlocks() {
    assertThat(blocks()).hasSizeGreaterThan(60);
    assertThat(blocks()).extracting(Block::page).contains("README.md", "docs/guide/console.md");
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void aTestTakesIt(Block block) {
    assertThat(Arrays.stream(Proof.values()).filter(proof -> proof.claims(block)))
        .as("what shows that this is true:%n%s", block.text())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatProvesItIsThereAndReadsThePages(Proof proof) throws IOException {
    assertThat(proof.blocks()).isNotEmpty();
    assertThat(proof.isTaken(Files.readString(proof.source(), UTF_8)))
        .as("%s reads the blocks of %s", proof.source(), proof)
        .isTrue();
  }
}
