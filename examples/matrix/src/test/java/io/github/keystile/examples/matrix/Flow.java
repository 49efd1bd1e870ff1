package io.github.keystile.examples.matrix;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.TicketProof;

/** What a process is killed in. A proof is one word, so that it can be told to another process. */
enum Flow {
    SIGNUP,
    REFRESH,
    RESET_BY_CODE,
    RESET_BY_TICKET,
    RESET_BY_LINK;

    private static final String AND = "/";

    static String word(ChallengeCode code) {
        return code.challengeId() + AND + code.code();
    }

    private static ChallengeCode code(String word) {
        String[] parts = word.split(AND, 2);
        return new ChallengeCode(parts[0], parts[1]);
    }

    /** The last step; a password is only for resets. */
    void finish(AuthService auth, String proof, String password) {
        switch (this) {
            case SIGNUP -> signUp(auth, proof);
            case REFRESH -> refresh(auth, proof);
            case RESET_BY_CODE -> reset(auth, code(proof), password);
            case RESET_BY_TICKET -> reset(auth, new TicketProof(proof), password);
            case RESET_BY_LINK -> reset(auth, new LinkProof(proof), password);
        }
    }

    static SignedIn signUp(AuthService auth, String proof) {
        return auth.finishSignup(new FinishSignup(code(proof), SignupProfile.none(), Caller.unknown()))
                .signedIn();
    }

    static SignedIn refresh(AuthService auth, String token) {
        return auth.refresh(new Refresh(token, Caller.unknown()));
    }

    private static void reset(AuthService auth, ResetProof proof, String password) {
        auth.finishPasswordReset(new FinishPasswordReset(proof, password, Caller.unknown()));
    }
}
