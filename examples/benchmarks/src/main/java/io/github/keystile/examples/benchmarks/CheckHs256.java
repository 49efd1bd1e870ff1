package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.hmac.HMACVerifier;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.token.AccessClaims;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** The call that every request makes: an HS256 token is checked and what it says is read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckHs256 {
    private static final int FRAMES = 80;

    private final String valid = Samples.valid();
    private final String forged = Samples.forged();
    private final String expired = Samples.expired();
    private final String malformed = Samples.malformed();
    private final String oversize = Samples.oversize();

    private final SecretKeySpec key = new SecretKeySpec(Samples.KEY, "HmacSHA256");
    private final JsonFactory json = new JsonFactory();
    private final AuthService keystile = AuthService.builder(Samples.SECRET, AuthStores.inMemory(), message -> {})
            .withoutHousekeeping()
            .build();
    private final JWTVerifier javaJwt = JWT.require(Algorithm.HMAC256(Samples.KEY))
            .withIssuer(Samples.NAME)
            .withAudience(Samples.NAME)
            .build();
    private final JWSVerifier nimbus = nimbusVerifier();
    private final JwtParser jjwt = Jwts.parser()
            .verifyWith(key)
            .requireIssuer(Samples.NAME)
            .requireAudience(Samples.NAME)
            .build();
    private final JwtConsumer jose4j = new JwtConsumerBuilder()
            .setVerificationKey(new HmacKey(Samples.KEY))
            .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
            .setExpectedIssuer(Samples.NAME)
            .setExpectedAudience(Samples.NAME)
            .setRequireExpirationTime()
            .build();
    private final Verifier fusionauth = HMACVerifier.newVerifier(Samples.KEY);
    private final JWTDecoder fusionauthDecoder = new JWTDecoder();

    @TearDown
    public void close() {
        keystile.close();
    }

    @Benchmark
    public byte[] limit(Limit limit) {
        return limit.check(valid);
    }

    @Benchmark
    public byte[] limitWithKeptMac(Limit limit) {
        return limit.checkWithKeptMac(valid);
    }

    @Benchmark
    @Threads(2)
    public byte[] limitByTwoThreads(Limit limit) {
        return limit.check(valid);
    }

    /** Every name and value is looked at, and none is kept. */
    @Benchmark
    public int limitWithJson(Limit limit) throws IOException {
        int seen = 0;
        try (JsonParser parser = json.createParser(limit.check(valid))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                seen += token.isScalarValue() ? parser.getText().length() : 1;
            }
        }
        return seen;
    }

    @Benchmark
    public AccessClaims valid() {
        return keystile.verifyAccessToken(valid);
    }

    @Benchmark
    @Threads(2)
    public AccessClaims validByTwoThreads() {
        return keystile.verifyAccessToken(valid);
    }

    @Benchmark
    public AuthError forged() {
        return refusal(forged);
    }

    /** Where a web application calls from: what fills in a stack trace pays for each frame. */
    @Benchmark
    public AuthError forgedUnder80Frames() {
        return under(FRAMES, forged);
    }

    @Benchmark
    public AuthError expired() {
        return refusal(expired);
    }

    @Benchmark
    public AuthError malformed() {
        return refusal(malformed);
    }

    @Benchmark
    public AuthError oversize() {
        return refusal(oversize);
    }

    @Benchmark
    public String javaJwt() {
        return javaJwt.verify(valid).getSubject();
    }

    @Benchmark
    public String nimbus() throws ParseException, JOSEException {
        SignedJWT token = SignedJWT.parse(valid);
        if (!token.verify(nimbus)) {
            throw new IllegalStateException();
        }
        JWTClaimsSet claims = token.getJWTClaimsSet();
        if (!Samples.NAME.equals(claims.getIssuer())
                || !claims.getAudience().contains(Samples.NAME)
                || claims.getExpirationTime().toInstant().isBefore(Instant.now())) {
            throw new IllegalStateException();
        }
        return claims.getSubject();
    }

    @Benchmark
    public String jjwt() {
        return jjwt.parseSignedClaims(valid).getPayload().getSubject();
    }

    @Benchmark
    public JwtClaims jose4j() throws InvalidJwtException {
        return jose4j.processToClaims(valid);
    }

    @Benchmark
    public String fusionauth() {
        return fusionauthDecoder.decode(valid, fusionauth).subject;
    }

    private AuthError under(int frames, String token) {
        return frames == 0 ? refusal(token) : under(frames - 1, token);
    }

    private AuthError refusal(String token) {
        try {
            throw new IllegalStateException(keystile.verifyAccessToken(token).toString());
        } catch (AuthException refused) {
            return refused.code();
        }
    }

    private static JWSVerifier nimbusVerifier() {
        try {
            return new MACVerifier(Samples.KEY);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
