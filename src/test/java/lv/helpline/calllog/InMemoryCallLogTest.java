package lv.helpline.calllog;

import java.util.List;
import lv.helpline.testing.InMemoryCallLog;

class InMemoryCallLogTest implements CallLogContract {

    private final InMemoryCallLog log = new InMemoryCallLog();

    @Override
    public CallLog log() {
        return log;
    }

    @Override
    public List<CallRecord> storedRecords() {
        return log.records();
    }

    @Override
    public List<Attempt> storedAttempts() {
        return log.attempts();
    }

    @Override
    public void becomesUnavailable() {
        log.setAvailable(false);
    }
}
