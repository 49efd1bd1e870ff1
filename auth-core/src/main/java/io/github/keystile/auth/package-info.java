/**
 * The life of an e-mail account, from signup to deletion, behind one framework-free facade.
 *
 * <p>Begin at {@link io.github.keystile.auth.AuthService}: its static {@code builder} takes a {@link
 * io.github.keystile.auth.key.RootSecret}, {@link io.github.keystile.auth.AuthStores} and a {@link
 * io.github.keystile.auth.mail.Mailer}; its methods are all the verbs there are. A verb takes one request record and
 * answers with one result record. What it refuses is an {@link io.github.keystile.auth.error.AuthException} with a code
 * of {@link io.github.keystile.auth.error.AuthError}. Defaults stand on the policies: {@link
 * io.github.keystile.auth.SignupPolicy}, {@link io.github.keystile.auth.ResetPolicy}, {@link
 * io.github.keystile.auth.otp.OtpPolicy}, {@link io.github.keystile.auth.limit.LimitPolicy}, {@link
 * io.github.keystile.auth.password.PasswordPolicy}, {@link io.github.keystile.auth.password.HashingPolicy}, {@link
 * io.github.keystile.auth.token.TokenPolicy}, {@link io.github.keystile.auth.mail.MailPolicy}.
 *
 * <p>To keep things elsewhere, implement {@link io.github.keystile.auth.user.UserStore}, {@link
 * io.github.keystile.auth.otp.OtpStore}, {@link io.github.keystile.auth.session.SessionStore} or {@link
 * io.github.keystile.auth.limit.RateLimiter}, and pass the contracts of the test kit. Cookies and the origin check are in
 * {@code io.github.keystile.auth.web}.
 *
 * <p><b>Results as JSON.</b> Jackson 2 and 3 write every result record as it is: addresses and usernames as text,
 * attributes as an object, roles as an array, times as the mapper is set. Jackson 2 knows times only with its module
 * {@code jackson-datatype-jsr310}, which Spring Boot and Quarkus register. Gson needs type adapters
 * that call {@code toString()} for {@link io.github.keystile.auth.user.EmailAddress}, {@link
 * io.github.keystile.auth.user.Username} and {@link java.time.Instant}. No result holds a password hash or anything else
 * that only stores see; {@link io.github.keystile.auth.Tokens} are there to be handed out, so leave them out of a body
 * where they go into cookies.
 */
@NullMarked
package io.github.keystile.auth;

import org.jspecify.annotations.NullMarked;
