package io.github.keystile.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.Vectors;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class EmailAddressVectorsTest {
    /** The categories of addresses that are right by themselves; DNS is nobody's business here. */
    private static final Set<String> RIGHT = Set.of("ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN");

    @ParameterizedTest
    @ValueSource(strings = {"email/isemail_tests.xml", "email/isemail_tests-original.xml"})
    @Tag("EML-02")
    void acceptsOfIsemailWhatNeedsNoMercy(String file) throws Exception {
        List<Element> tests = tests(file);

        assertThat(tests).hasSizeGreaterThan(150);
        assertThat(tests).allSatisfy(test -> {
            String address = address(test);
            // One label is right by the book, but no mail of the internet goes there.
            boolean right = RIGHT.contains(text(test, "category")) && !address.equals("test@io");
            assertThat(EmailAddress.parse(address).isPresent()).as(address).isEqualTo(right);
        });
    }

    @Test
    @Tag("EML-03")
    void noUnicodeLookAlikeReachesAnAsciiAccount() {
        List<String> lines = Vectors.lines("email/java17_unicode_to_ascii_collisions.tsv");
        List<Integer> codePoints = lines.stream()
                .skip(1)
                .map(line -> Integer.parseInt(line.substring(2, line.indexOf('\t')), 16))
                .distinct()
                .toList();

        assertThat(codePoints).hasSizeGreaterThan(1900);
        assertThat(codePoints).allSatisfy(codePoint -> {
            String c = Character.toString(codePoint);
            Stream.of("vict" + c + "m@example.com", "victim@ex" + c + "mple.com", "victim" + c + "example.com", c)
                    .forEach(raw -> assertThat(EmailAddress.parse(raw)).isEmpty());
            assertThat(Username.parse("vict" + c + "m")).isEmpty();
        });
    }

    @Test
    @Tag("API-02")
    void noNaughtyStringThrows() {
        JsonNode strings = Vectors.json("strings/blns.json");

        assertThat(strings.size()).isGreaterThan(500);
        for (JsonNode string : strings) {
            String raw = string.asText();
            assertThatCode(() -> {
                        EmailAddress.parse(raw);
                        EmailAddress.parse(raw + "@example.com");
                        EmailAddress.parse("a@" + raw);
                        Username.parse(raw);
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static List<Element> tests(String file) throws Exception {
        NodeList nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Vectors.file(file).toFile())
                .getElementsByTagName("test");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** U+2400 and on stand for the control characters, which XML cannot hold. */
    private static String address(Element test) {
        return text(test, "address")
                .codePoints()
                .map(c -> c >= 0x2400 && c < 0x2420 ? c - 0x2400 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String text(Element test, String name) {
        return test.getElementsByTagName(name).item(0).getTextContent();
    }
}
