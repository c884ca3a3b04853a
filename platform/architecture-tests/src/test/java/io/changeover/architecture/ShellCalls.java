package io.changeover.architecture;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds where a source hands a text to a shell instead of arguments to a program. */
final class ShellCalls extends TreeScanner<Void, Void> {
  private static final Pattern SHELL = Pattern.compile("(.*/)?(ba|da|k|z)?sh");
  private static final Pattern COMMAND_OPTION = Pattern.compile("-[a-z]*c");
  private static final Pattern SHELL_WITH_COMMAND =
      Pattern.compile("(.*[/ ])?(ba|da|k|z)?sh -[a-z]*c\\b.*");

  private final SourceFile file;
  private final List<String> found = new ArrayList<>();

  private ShellCalls(SourceFile file) {
    this.file = file;
  }

  /** One line for each place. */
  static List<String> in(SourceFile file) {
    ShellCalls calls = new ShellCalls(file);
    file.scan(calls);
    return List.copyOf(calls.found);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
    inspect(call.getArguments());
    return super.visitMethodInvocation(call, null);
  }

  @Override
  public Void visitNewClass(NewClassTree creation, Void nothing) {
    inspect(creation.getArguments());
    return super.visitNewClass(creation, null);
  }

  @Override
  public Void visitNewArray(NewArrayTree array, Void nothing) {
    if (array.getInitializers() != null) {
      inspect(array.getInitializers());
    }
    return super.visitNewArray(array, null);
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void nothing) {
    if (literal.getValue() instanceof String text && SHELL_WITH_COMMAND.matcher(text).matches()) {
      report(text);
    }
    return super.visitLiteral(literal, null);
  }

  private void inspect(List<? extends ExpressionTree> arguments) {
    List<String> texts =
        arguments.stream()
            .filter(LiteralTree.class::isInstance)
            .map(argument -> ((LiteralTree) argument).getValue())
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    boolean shell = texts.stream().anyMatch(text -> SHELL.matcher(text).matches());
    if (shell && texts.stream().anyMatch(text -> COMMAND_OPTION.matcher(text).matches())) {
      report(String.join(" ", texts));
    }
  }

  private void report(String what) {
    found.add("%s: %s".formatted(Repository.relative(file.path()), what));
  }
}
