package lv.helpline.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.RandomTokens;
import org.jspecify.annotations.Nullable;

/// The prompts that a lab's Asterisk plays: those of all labs, or its own once administrators have typed or accepted
/// some.
public final class PromptSounds {

    private final Path home;
    private final Asterisk asterisk;
    private final Routers routers;
    private final LabDatabase database;
    private Path directory = Tools.sounds();
    private @Nullable Transcript transcript;

    PromptSounds(Path home, Asterisk asterisk, Routers routers, LabDatabase database) {
        this.home = home;
        this.asterisk = asterisk;
        this.routers = routers;
        this.database = database;
    }

    /// What `ops/prompts` made and this lab's Asterisk plays.
    public synchronized Path directory() {
        return directory;
    }

    /// Knows them by their sound, as they are now.
    public synchronized Transcript transcript() {
        var known = transcript;
        if (known == null) {
            known = Transcript.ofPrompts(directory);
            transcript = known;
        }
        return known;
    }

    /// Back to the prompts of all labs.
    synchronized void reset() throws IOException {
        directory = Tools.sounds();
        asterisk.play(directory);
        transcript = null;
    }

    /// Plays sounds of its own from now on, which may become others than those of all labs; until the next reset.
    public synchronized void playOwn() throws IOException {
        if (directory.equals(Tools.sounds())) {
            directory = Tools.copyOfSounds(
                    Files.createTempDirectory(home, "sounds-").resolve("of-this-lab"));
            asterisk.play(directory);
            transcript = null;
        }
    }

    /// Hands Asterisk what administrators have typed, and makes sound of it.
    public void makeAnnouncements() throws IOException, InterruptedException {
        asterisk.refresh();
        speakAnnouncements();
    }

    /// Makes sound of what administrators have typed and Asterisk has been handed, as its host's timer does:
    /// among sounds of this lab's own.
    public synchronized void speakAnnouncements() throws IOException {
        playOwn();
        transcript = null;
        Tools.run("ops/prompts", "announcements", "--to", directory.toString(), "--asterisk", asterisk.commandLine());
    }

    /// Fetches the recordings that administrators accepted, and brings what was spoken on the duty line, as its
    /// host's timer does, among sounds of this lab's own. Their key is an administrator's: before there is one,
    /// nobody has accepted anything.
    public synchronized void fetchRecordings() throws IOException {
        var owner = database.jdbc()
                .sql("select id from account where active and role = 'administrator' order by id limit 1")
                .query(Integer.class)
                .optional();
        if (owner.isEmpty()) {
            return;
        }
        var key = home.resolve("recordings-key");
        if (!Files.exists(key)) {
            Files.writeString(key, keyOf(new AccountId(owner.get())));
        }
        playOwn();
        Tools.run(
                "ops/prompts",
                "recordings",
                "--from",
                routers.pages(),
                "--key",
                key.toString(),
                "--to",
                directory.toString(),
                "--spoken",
                asterisk.spoken().toString());
        transcript = null;
    }

    private String keyOf(AccountId owner) {
        var key = RandomTokens.token();
        var now = routers.clock().instant();
        var added = routers.bean(ApiKeys.class)
                .add(
                        "Asterisk",
                        Set.of(ApiKeys.Scope.RECORDINGS),
                        now.plus(Duration.ofDays(365)),
                        RandomTokens.digest(key),
                        new Author(Optional.of(owner), "lab", now));
        if (!(added instanceof EditResult.Done)) {
            throw new IllegalStateException(added.toString());
        }
        return key;
    }
}
