package io.github.keystile.examples.storefront;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.github.keystile.auth.user.User;
import java.util.regex.Pattern;

/** What is sent and answered, field by field as the API's document has it. A field that is not sent is "". */
final class Bodies {
    // One line: no control characters, no line separators, no half of a surrogate pair.
    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{3,30}");

    private Bodies() {}

    record Message(String message) {}

    record Registration(String name, String email, String phone, String password) {
        Registration checked() {
            Refusal.ifBlank("All fields are required.", name, email, phone, password);
            Refusal.unless(NAME.matcher(name).matches(), "Enter a name of one line, at most 100 characters.");
            Refusal.unless(PHONE.matcher(phone).matches(), "Enter a valid phone number.");
            return this;
        }

        @Override
        public String toString() {
            return "Registration[]";
        }
    }

    record Credentials(String email, String password) {
        Credentials checked() {
            Refusal.ifBlank("Email and password are required.", email, password);
            return this;
        }

        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    record LoggedIn(String message, String token, Account user) {
        @Override
        public String toString() {
            return "LoggedIn[]";
        }
    }

    // Quarkus's serializers go by the alphabet otherwise.
    @JsonPropertyOrder({"id", "name", "email", "role"})
    record Account(String id, String name, String email, String role) {
        static Account of(User user) {
            return new Account(
                    user.id(),
                    user.attributes().text("name").orElse(""),
                    user.email().address(),
                    String.join(",", user.roles()));
        }
    }

    record OtpRequest(String email) {
        OtpRequest checked() {
            Refusal.ifBlank("Email is required.", email);
            return this;
        }
    }

    record OtpCheck(String email, String otp) {
        OtpCheck checked() {
            Refusal.ifBlank("Email is required.", email);
            Refusal.ifBlank(Errors.INVALID_OTP, otp);
            return this;
        }

        @Override
        public String toString() {
            return "OtpCheck[]";
        }
    }

    record NewPassword(String email, String newPassword) {
        NewPassword checked() {
            Refusal.ifBlank("Email is required.", email);
            return this;
        }

        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }
}
