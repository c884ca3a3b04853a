package io.changeover.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import io.changeover.contracts.event.NoteAdded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireCodecTest {
  private static final String NOTE = "changeover.note.added";
  private static final long SEED = 20_260_301L;
  private static final int MUTATIONS_OF_EACH = 400;
  private final WireCodec codec = new WireCodec();

  private void assertUndecodable(String type, int version, String json) {
    assertThatThrownBy(() -> codec.decode(type, version, json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableRecord.class)
        .message()
        .isNotBlank();
  }

  @Test
  void whatIsNotKnownIsUndecodable() {
    assertUndecodable("changeover.note.removed", 1, "{}");
    assertUndecodable(NOTE, 2, "{}");
    assertUndecodable(NOTE, 0, "{}");
  }

  @Test
  void whatIsNoJsonOfTheFormIsUndecodable() {
    assertUndecodable(NOTE, 1, "");
    assertUndecodable(NOTE, 1, "null");
    assertUndecodable(NOTE, 1, "[]");
    assertUndecodable(NOTE, 1, "{\"at\":");
    assertUndecodable(NOTE, 1, "{} {}");
    assertUndecodable(NOTE, 1, "[".repeat(200_000));
    assertUndecodable(NOTE, 1, "{\"at\":1e999999999}");
    assertUndecodable(NOTE, 1, "{\"at\":\"+1000000000-12-31T23:59:59Z\"}");
  }

  @Test
  void aRecordThatIsTooLargeIsNeitherReadNorWritten() {
    String text = "x".repeat(WireCodec.LARGEST_RECORD);
    NoteAdded note = new NoteAdded(Instant.EPOCH, Actor.person("ann"), text);

    assertThatThrownBy(() -> codec.encode(note)).isInstanceOf(IllegalArgumentException.class);
    assertUndecodable(NOTE, 1, Json.canonical(note));
  }

  @Test
  void onlyWhatTravelsIsEncoded() {
    assertThatThrownBy(() -> codec.encode("text")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedBytesAreUndecodableOrARecordButNeverAnythingElse() {
    Random random = new Random(SEED);
    int refused = 0;
    for (Class<?> type : GoldenTest.types()) {
      byte[] bytes = codec.encode(Samples.full(type));
      for (int mutation = 0; mutation < MUTATIONS_OF_EACH; mutation++) {
        refused += undecodable(type, damaged(bytes, random)) ? 1 : 0;
      }
    }
    assertThat(refused).isGreaterThan(GoldenTest.types().size() * MUTATIONS_OF_EACH / 3);
  }

  private boolean undecodable(Class<?> type, byte[] bytes) {
    WireType wire = type.getAnnotation(WireType.class);
    try {
      Object decoded = codec.decode(wire.value(), wire.version(), bytes);
      codec.encode(decoded);
      return false;
    } catch (UndecodableRecord refused) {
      return true;
    } catch (RuntimeException | StackOverflowError broken) {
      throw new AssertionError(
          "seed %d: %s from %s"
              .formatted(SEED, wire.value(), new String(bytes, StandardCharsets.UTF_8)),
          broken);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    int changes = 1 + random.nextInt(4);
    String interesting = "{}[]\":,-+.eE0123456789nulltrufs\\/T\u0000";
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(copy.length);
      switch (random.nextInt(5)) {
        case 0 -> copy[at] = (byte) random.nextInt(256);
        case 1 -> copy[at] = (byte) interesting.charAt(random.nextInt(interesting.length()));
        case 2 -> copy = java.util.Arrays.copyOf(copy, Math.max(1, at));
        case 3 -> {
          int from = random.nextInt(copy.length);
          int length = Math.min(copy.length - Math.max(from, at), 1 + random.nextInt(20));
          System.arraycopy(copy.clone(), from, copy, at, length);
        }
        default -> copy[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return copy;
  }
}
