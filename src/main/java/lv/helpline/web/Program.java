package lv.helpline.web;

import java.time.Instant;
import lv.helpline.admin.Author;
import lv.helpline.admin.Tokens.Scope;
import lv.helpline.admin.Tokens.Token;
import org.springframework.security.core.AuthenticatedPrincipal;

/// A program that asks by its key.
record Program(Token token) implements AuthenticatedPrincipal {

    boolean may(Scope scope) {
        return token.scopes().contains(scope);
    }

    Author author(Instant at) {
        return token.author(at);
    }

    @Override
    public String getName() {
        return toString();
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
