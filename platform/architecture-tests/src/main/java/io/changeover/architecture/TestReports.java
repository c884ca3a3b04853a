package io.changeover.architecture;

import io.changeover.architecture.TestResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the XML reports that surefire and failsafe leave in the modules' build directories. */
final class TestReports {
  /** From a module's directory; deep enough for a module in a directory of modules. */
  private static final int DEPTH = 6;

  /** In characters: the report itself has the rest. */
  private static final int LONGEST_REASON = 240;

  private TestReports() {}

  /**
   * The results of every test below a directory, in a stable order.
   *
   * @param notBefore older reports are left out
   */
  static List<TestResult> below(Path root, Instant notBefore) throws IOException {
    PathMatcher report =
        root.getFileSystem()
            .getPathMatcher("glob:**/target/{surefire,failsafe}-reports/TEST-*.xml");
    try (Stream<Path> files = Files.find(root, DEPTH, (path, _) -> report.matches(path))) {
      return files
          .sorted()
          .filter(file -> !modified(file).isBefore(notBefore))
          .flatMap(TestReports::read)
          .toList();
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<TestResult> read(Path file) {
    try {
      DocumentBuilderFactory documents = DocumentBuilderFactory.newDefaultInstance();
      documents.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return elements(
              documents.newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase"))
          .map(TestReports::result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("cannot read the test report " + file, e);
    }
  }

  private static TestResult result(Element test) {
    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
    for (String failure : List.of("failure", "error")) {
      NodeList found = test.getElementsByTagName(failure);
      if (found.getLength() > 0) {
        return new TestResult(name, Outcome.FAILED, reason((Element) found.item(0)));
      }
    }
    NodeList skipped = test.getElementsByTagName("skipped");
    return skipped.getLength() > 0
        ? new TestResult(name, Outcome.SKIPPED, reason((Element) skipped.item(0)))
        : new TestResult(name, Outcome.PASSED, "");
  }

  private static String reason(Element outcome) {
    String message = outcome.getAttribute("message");
    String text = message.isBlank() ? outcome.getTextContent() : message;
    String line = text.strip().lines().findFirst().orElse("no reason given");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " ...";
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
  }
}
