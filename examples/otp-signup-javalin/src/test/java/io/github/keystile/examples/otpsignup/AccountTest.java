package io.github.keystile.examples.otpsignup;

import static io.github.keystile.examples.otpsignup.HttpRoutesTest.ANN;
import static io.github.keystile.examples.otpsignup.HttpRoutesTest.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody who is signed in does to their own account. */
class AccountTest {
    private static final String CHANGED = "another horse battery";

    private final TestApp app = new TestApp();
    private Visitor ann;
    private Visitor phone;

    @BeforeEach
    void signIn() {
        ann = app.signedUp(ANN, PASSWORD);
        phone = app.visitor();
        phone.post("/login", "email", ANN, "password", PASSWORD).expect(200);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void thePasswordIsChangedByWhoKnowsIt() {
        Visitor.Reply wrong = ann.post("/change-password", "currentPassword", CHANGED, "newPassword", CHANGED)
                .expect(401);
        assertThat(wrong.error()).isEqualTo("WRONG_PASSWORD");
        assertThat(wrong.json().path("field").asText()).isEqualTo("currentPassword");
        Visitor.Reply refused = ann.form("/change-password", "currentPassword=x&newPassword=" + CHANGED);
        assertThat(ann.get(refused.header("location")).body()).contains("That is not your password.");

        Visitor.Reply done = ann.post("/change-password", "currentPassword", PASSWORD, "newPassword", CHANGED)
                .expect(200);
        assertThat(ann.get(done.json().path("next").asText()).body()).contains("Your password is changed");
        phone.get("/me").expect(401);
        app.visitor().post("/login", "email", ANN, "password", CHANGED).expect(200);
    }

    @Test
    void allOthersAreLoggedOut() {
        assertThat(ann.form("/sessions/end-others", "").expect(303).header("location"))
                .isEqualTo("/?notice=OTHERS_ENDED");
        phone.get("/me").expect(401);
        ann.get("/me").expect(200);
    }

    @Test
    void theAccountIsDeletedWithThePasswordOnly() throws Exception {
        ann.post("/delete-account", "currentPassword", CHANGED).expect(401);
        assertThat(app.stored()).startsWith("auth_user=1");

        ann.post("/delete-account", "currentPassword", PASSWORD).expect(200);
        assertThat(app.stored()).startsWith("auth_user=0").contains("auth_session=0");
        assertThat(ann.cookies).isEmpty();
        phone.get("/me").expect(401);
    }

    @Test
    void strangersAreLedToTheLogin() {
        for (String page : new String[] {"/change-password", "/delete-account"}) {
            assertThat(app.visitor().get(page).expect(303).header("location")).isEqualTo("/login");
        }
        app.visitor()
                .post("/change-password", "currentPassword", PASSWORD, "newPassword", CHANGED)
                .expect(401);
        app.visitor().post("/delete-account", "currentPassword", PASSWORD).expect(401);
        app.visitor().post("/sessions/end-others").expect(401);
    }
}
