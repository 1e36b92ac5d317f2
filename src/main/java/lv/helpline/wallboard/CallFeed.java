package lv.helpline.wallboard;

/// Where the wallboard finds the calls that go on: in memory, so that asking costs nothing and never waits.
public interface CallFeed {

    LiveCalls current();

    /// Runs it soon after each change, on a thread of the source's: it is to return at once.
    void onChange(Runnable listener);
}
