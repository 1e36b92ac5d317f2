package lv.helpline.identity.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.shared.web.WebProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Passkeys: made and asked for in a browser, checked by Spring Security. One is enough by itself, so it always has to
/// verify the person, by a finger, a face or a PIN.
///
/// The challenge is in the session: the only one there is before somebody has signed in, begun by the tap on the
/// button.
@Component
class Passkeys {

    private static final Set<String> TRANSPORTS = Stream.of(AuthenticatorTransport.values())
            .map(AuthenticatorTransport::getValue)
            .collect(toUnmodifiableSet());

    /// What sessions have of each: the challenge alone, in Base64.
    static final String CREATION = "passkeyCreation";
    static final String REQUEST = "passkeyRequest";

    private final PublicKeyCredentialUserEntityRepository owners;
    private final UserCredentialRepository passkeys;
    private final Accounts accounts;
    private final WebAuthnRelyingPartyOperations operations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository passkeys,
            Accounts accounts,
            WebProperties properties) {
        this.owners = owners;
        this.passkeys = passkeys;
        this.accounts = accounts;
        operations = operations(owners, passkeys, properties);
    }

    private static WebAuthnRelyingPartyOperations operations(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository passkeys,
            WebProperties properties) {
        var made = new Webauthn4JRelyingPartyOperations(
                owners,
                passkeys,
                PublicKeyCredentialRpEntity.builder()
                        .id(properties.address().getHost())
                        .name("Dežūra")
                        .build(),
                Set.of(properties.address().toString()));
        made.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        made.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return made;
    }

    /// What the browser needs to make one, as JSON.
    String creationOptions(Account account, HttpSession session) {
        if (owner(account).isEmpty()) {
            addOwner(account);
        }
        var options = newCreationOptions(account);
        session.setAttribute(CREATION, options.getChallenge().toBase64UrlString());
        return json.writeValueAsString(options);
    }

    private PublicKeyCredentialCreationOptions newCreationOptions(Account account) {
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(by(account)));
    }

    /// As the browser had them: all but the challenge are the same each time.
    private PublicKeyCredentialCreationOptions creationOptions(Account account, Bytes challenge) {
        var options = newCreationOptions(account);
        return PublicKeyCredentialCreationOptions.builder()
                .rp(options.getRp())
                .user(options.getUser())
                .challenge(challenge)
                .pubKeyCredParams(options.getPubKeyCredParams())
                .authenticatorSelection(options.getAuthenticatorSelection())
                .build();
    }

    private void addOwner(Account account) {
        try {
            owners.save(ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(Bytes.random())
                    .name(account.email())
                    .displayName(account.name())
                    .build());
        } catch (DuplicateKeyException thereByNow) {
            // Another tap on the button was quicker.
        }
    }

    /// Whether what the browser made was good, and is kept.
    boolean register(String credential, String label, Account account, HttpSession session) {
        var challenge = pop(session, CREATION);
        if (challenge.isEmpty()) {
            return false;
        }
        try {
            // The label goes in beside the credential, for Spring Security binds the two as one.
            var publicKey = json.readValue(
                    "{\"credential\":" + withKnownTransports(credential) + ",\"label\":"
                            + json.writeValueAsString(label) + "}",
                    RelyingPartyPublicKey.class);
            operations.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(creationOptions(account, challenge.get()), publicKey));
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /// Browsers learn of new ways to reach an authenticator before Spring Security does, and a way is only a hint for
    /// the next time.
    private String withKnownTransports(String credential) {
        var tree = json.readTree(credential);
        if (tree.path("response").path("transports") instanceof ArrayNode transports) {
            transports.removeIf(transport -> !TRANSPORTS.contains(transport.asString("")));
        }
        return json.writeValueAsString(tree);
    }

    /// What the browser needs to use one, as JSON; anybody's when no account is given.
    String requestOptions(@Nullable Account account, HttpSession session) {
        var options = newRequestOptions(account);
        session.setAttribute(REQUEST, options.getChallenge().toBase64UrlString());
        return json.writeValueAsString(options);
    }

    private PublicKeyCredentialRequestOptions newRequestOptions(@Nullable Account account) {
        Authentication asking = account == null
                ? new AnonymousAuthenticationToken(
                        UUID.randomUUID().toString(), "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))
                : by(account);
        return operations.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(asking));
    }

    /// As the browser had them. Which passkeys it was to offer is not asked: whose it is, its owner is told by.
    private PublicKeyCredentialRequestOptions requestOptions(Bytes challenge) {
        var options = newRequestOptions(null);
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(options.getRpId())
                .challenge(challenge)
                .userVerification(options.getUserVerification())
                .build();
    }

    /// Whose passkey has signed the session's challenge.
    Optional<Account> authenticate(String credential, HttpSession session) {
        return pop(session, REQUEST).flatMap(challenge -> {
            try {
                var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(
                        requestOptions(challenge),
                        json.readValue(
                                credential,
                                new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {})));
                return accounts.findActive(owner.getName());
            } catch (RuntimeException refused) {
                // WebAuthn4J and Jackson throw one of many kinds for each thing that can be wrong.
                return Optional.empty();
            }
        });
    }

    List<CredentialRecord> of(Account account) {
        return owner(account).map(owner -> passkeys.findByUserId(owner.getId())).orElse(List.of());
    }

    /// Whether the account had it. Nobody removes somebody else's.
    boolean remove(Account account, String id) {
        return of(account).stream()
                .map(CredentialRecord::getCredentialId)
                .filter(each -> each.toBase64UrlString().equals(id))
                .findFirst()
                .map(found -> {
                    passkeys.delete(found);
                    return true;
                })
                .orElse(false);
    }

    private Optional<PublicKeyCredentialUserEntity> owner(Account account) {
        return Optional.ofNullable(owners.findByUsername(account.email()));
    }

    /// A challenge is answered once.
    private static Optional<Bytes> pop(HttpSession session, String name) {
        var challenge = (String) session.getAttribute(name);
        session.removeAttribute(name);
        return Optional.ofNullable(challenge).map(Bytes::fromBase64);
    }

    private static Authentication by(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(account.email(), null, AuthorityUtils.NO_AUTHORITIES);
    }
}
