package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fusionauth.jwt.Signer;
import io.fusionauth.jwt.hmac.HMACSigner;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An HS256 token is made of the same claims by each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IssueHs256 {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final AccessClaims claims = Samples.CLAIMS;
    private final String keyId = Samples.SECRET.keyId();
    private final SecretKeySpec key = new SecretKeySpec(Samples.KEY, "HmacSHA256");
    private final String header = Samples.valid().split("\\.", -1)[0];
    private final TokenIssuer keystile = JwtTokenIssuer.create(Samples.POLICY, Samples.SECRET);
    private final Algorithm javaJwt = Algorithm.HMAC256(Samples.KEY);
    private final JWSSigner nimbus = nimbusSigner();
    private final Signer fusionauth = HMACSigner.newSHA256Signer(Samples.KEY, keyId);

    /** The payload by joining texts, base64url, the MAC. */
    @Benchmark
    public String limit() throws GeneralSecurityException {
        String payload =
                "{\"iss\":\"" + Samples.NAME + "\",\"aud\":\"" + Samples.NAME + "\",\"sub\":\"" + claims.userId()
                        + "\",\"sid\":\"" + claims.sessionId() + "\",\"jti\":\"" + claims.tokenId() + "\",\"iat\":"
                        + claims.issuedAt().getEpochSecond() + ",\"exp\":"
                        + claims.expiresAt().getEpochSecond()
                        + ",\"client_id\":\"" + Samples.NAME + "\",\"roles\":[\"user\"]}";
        String content = header + "." + BASE64.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    @Benchmark
    public String keystile() {
        return keystile.issueAccess(claims);
    }

    @Benchmark
    public String javaJwt() {
        return JWT.create()
                .withIssuer(Samples.NAME)
                .withAudience(Samples.NAME)
                .withSubject(claims.userId())
                .withClaim("sid", claims.sessionId())
                .withJWTId(claims.tokenId())
                .withIssuedAt(claims.issuedAt())
                .withExpiresAt(claims.expiresAt())
                .withClaim("client_id", Samples.NAME)
                .withArrayClaim("roles", new String[] {"user"})
                .withKeyId(keyId)
                .sign(javaJwt);
    }

    @Benchmark
    public String nimbus() throws JOSEException {
        JWTClaimsSet set = new JWTClaimsSet.Builder()
                .issuer(Samples.NAME)
                .audience(Samples.NAME)
                .subject(claims.userId())
                .claim("sid", claims.sessionId())
                .jwtID(claims.tokenId())
                .issueTime(Date.from(claims.issuedAt()))
                .expirationTime(Date.from(claims.expiresAt()))
                .claim("client_id", Samples.NAME)
                .claim("roles", List.of("user"))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(keyId)
                        .build(),
                set);
        token.sign(nimbus);
        return token.serialize();
    }

    @Benchmark
    public String fusionauth() {
        io.fusionauth.jwt.domain.JWT token = new io.fusionauth.jwt.domain.JWT()
                .setIssuer(Samples.NAME)
                .setAudience(Samples.NAME)
                .setSubject(claims.userId())
                .addClaim("sid", claims.sessionId())
                .setUniqueId(claims.tokenId())
                .setIssuedAt(claims.issuedAt().atZone(ZoneOffset.UTC))
                .setExpiration(claims.expiresAt().atZone(ZoneOffset.UTC))
                .addClaim("client_id", Samples.NAME)
                .addClaim("roles", List.of("user"));
        return io.fusionauth.jwt.domain.JWT.getEncoder().encode(token, fusionauth);
    }

    private static JWSSigner nimbusSigner() {
        try {
            return new MACSigner(Samples.KEY);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
