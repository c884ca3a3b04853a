package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Uploads a file as a form does (multipart/form-data), reads it back, compares the bytes, and
 * deletes it.
 *
 * @param instance live (through the front, the default), blue or green
 * @param as the name of a login that the application's registration holds
 * @param path where it is sent, by POST
 * @param field the form's field; file when absent
 * @param size how large it is; 100 kB when absent, at most {@link #LARGEST} bytes
 * @param url where the answer tells the uploaded file's own path, as a JSON Pointer; /url when
 *     absent
 */
@JsonTypeName("upload")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Upload(
    TargetAlias target,
    @Nullable LiveInstance instance,
    @Nullable String as,
    UrlPath path,
    @Nullable Argument field,
    @Nullable ByteSize size,
    @Nullable String url)
    implements StepSpec {
  /** What is held in memory, in bytes. */
  public static final long LARGEST = 50_000_000;

  public Upload {
    instance = instance == null ? LiveInstance.LIVE : instance;
    field = field == null ? new Argument("file") : field;
    size = size == null ? new ByteSize(100_000) : size;
    url = url == null ? "/url" : url;
    if (size.bytes() > LARGEST) {
      throw new IllegalArgumentException("size is at most 50MB");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
