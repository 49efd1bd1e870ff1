package io.github.keystile.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MailTextTest {
    @Test
    void paragraphsBecomeTextAndEscapedHtml() {
        MailText mail = MailText.ofParagraphs("Fish & chips", "<b>1</b> & \"2\"\n'3'", "048213");

        assertThat(mail.subject()).isEqualTo("Fish & chips");
        assertThat(mail.text()).isEqualTo("<b>1</b> & \"2\"\n'3'\n\n048213\n");
        assertThat(mail.html())
                .isEqualTo("<p>&lt;b&gt;1&lt;/b&gt; &amp; &quot;2&quot;<br>&#39;3&#39;</p>\n<p>048213</p>\n");
    }

    @Test
    void aSubjectIsOneLineOfText() {
        for (String subject :
                new String[] {"", " ", "a\r\nBcc: x", "a\u0000", "a\u2028b", "a\u2029b", "a\ud800", "\udc00a"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> MailText.ofParagraphs(subject, "text"));
        }
    }
}
