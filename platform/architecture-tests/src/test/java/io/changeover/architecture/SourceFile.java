package io.changeover.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Java file as it is written.
 *
 * @param path where it is
 * @param lines its text
 * @param unit its syntax tree as the compiler reads it
 * @param positions where in the text the parts of the tree are
 */
record SourceFile(
    Path path, List<String> lines, CompilationUnitTree unit, SourcePositions positions) {
  /** Blank lines, comments, imports and the package are no code. */
  private static final Pattern NO_CODE = Pattern.compile("\\s*($|//|\\*|/\\*|import |package ).*");

  /**
   * A method and its length.
   *
   * @param name as written
   * @param line where it starts
   * @param codeLines without blank lines and comments
   * @param isOneSwitch whether the body is nothing but one switch, as a table of transitions is
   */
  record Method(String name, long line, int codeLines, boolean isOneSwitch) {}

  static SourceFile read(Path path) {
    return read(List.of(path)).getFirst();
  }

  /** Reads many files in one go, which is a hundred times faster than one by one. */
  static List<SourceFile> read(List<Path> paths) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(ignored, null, null)) {
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(paths);
      JavacTask task =
          (JavacTask) compiler.getTask(null, files, ignored, List.of("-proc:none"), null, sources);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      return StreamSupport.stream(task.parse().spliterator(), false)
          .map(unit -> of(unit, positions))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int codeLines() {
    return codeLines(0, lines.size());
  }

  List<Method> methods() {
    List<Method> methods = new ArrayList<>();
    scan(
        new TreeScanner<>() {
          @Override
          public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null && positions.getEndPosition(unit, method) >= 0) {
              methods.add(measure(method));
            }
            return super.visitMethod(method, null);
          }
        });
    return List.copyOf(methods);
  }

  /** Walks the syntax tree. */
  void scan(TreeScanner<Void, Void> scanner) {
    scanner.scan(unit, null);
  }

  private static SourceFile of(CompilationUnitTree unit, SourcePositions positions) {
    try {
      JavaFileObject source = unit.getSourceFile();
      List<String> lines = source.getCharContent(true).toString().lines().toList();
      return new SourceFile(Path.of(source.toUri()), lines, unit, positions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Method measure(MethodTree method) {
    long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
    long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
    return new Method(
        method.getName().toString(),
        first,
        codeLines((int) first - 1, (int) last),
        isOneSwitch(method.getBody().getStatements()));
  }

  private static boolean isOneSwitch(List<? extends StatementTree> body) {
    if (body.size() != 1) {
      return false;
    }
    return body.getFirst() instanceof SwitchTree
        || (body.getFirst() instanceof ReturnTree result
            && result.getExpression() instanceof SwitchExpressionTree);
  }

  private int codeLines(int from, int to) {
    return (int)
        lines.subList(from, to).stream().filter(line -> !NO_CODE.matcher(line).matches()).count();
  }
}
