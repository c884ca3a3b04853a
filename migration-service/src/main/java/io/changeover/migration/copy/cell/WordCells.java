package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyFinding;
import io.changeover.kit.sqlite.Row;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** UUIDs, labels of enums and JSON. */
final class WordCells {
  /** How jsonb_recv tells forms apart. */
  private static final byte JSONB_VERSION = 1;

  private static final int UUID_BYTES = 16;

  private WordCells() {}

  /** As 32 hexadecimal digits with or without hyphens, or as a blob of 16 bytes. */
  static Cell uuid() {
    return (row, column, type, out) -> {
      byte[] bytes = uuid(row, column, type);
      if (bytes == null) {
        return CopyFinding.WRONG_FORM;
      }
      out.ensureMargin();
      out.putInt(bytes.length);
      out.put(bytes);
      return null;
    };
  }

  private static byte @Nullable [] uuid(Row row, int column, int type) {
    if (type != Row.TEXT && type != Row.BLOB) {
      return null;
    }
    row.bytes(column, type);
    if (row.length(column) > Small.LONGEST) {
      return null;
    }
    if (type == Row.BLOB) {
      byte[] bytes = Texts.bytes(row, column, type);
      return bytes.length == UUID_BYTES ? bytes : null;
    }
    String text = Texts.of(row, column, type);
    boolean hyphens = text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    return hyphens || text.matches("[0-9a-fA-F]{32}")
        ? HexFormat.of().parseHex(text.replace("-", ""))
        : null;
  }

  /** One of the labels, exactly. */
  static Cell label(Set<String> labels) {
    TextCell text = new TextCell(Integer.MAX_VALUE);
    return (row, column, type, out) ->
        type == Row.TEXT && !labels.contains(Texts.of(row, column, type))
            ? CopyFinding.WRONG_FORM
            : text.write(row, column, type, out);
  }

  /** JSON as it was written. */
  static Cell json() {
    TextCell text = new TextCell(Integer.MAX_VALUE);
    return (row, column, type, out) ->
        type == Row.TEXT && !JsonTexts.isJson(Texts.of(row, column, type))
            ? CopyFinding.WRONG_FORM
            : text.write(row, column, type, out);
  }

  /** JSON of which the server keeps the meaning. */
  static Cell jsonb() {
    return new Cell() {
      @Override
      public @Nullable CopyFinding write(Row row, int column, int type, RowBuffer out)
          throws SQLException {
        if (type != Row.TEXT) {
          return type == Row.BLOB ? CopyFinding.BLOB_IN_TEXT : CopyFinding.NUMBER_IN_TEXT;
        }
        byte[] bytes = Texts.bytes(row, column, type);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!JsonTexts.isJsonb(text)) {
          return CopyFinding.WRONG_FORM;
        }
        if (Utf8.characters(bytes, 0, bytes.length) < 0) {
          return CopyFinding.INVALID_UTF_8;
        }
        long from = row.bytes(column, type);
        out.ensureMargin();
        out.putInt(bytes.length + 1);
        out.putByte(JSONB_VERSION);
        out.putAny(from, bytes.length);
        return null;
      }
    };
  }
}
