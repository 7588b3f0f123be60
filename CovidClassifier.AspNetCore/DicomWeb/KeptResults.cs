namespace CovidClassifier.AspNetCore.DicomWeb;

/// <summary>The results that an archive may fetch, in memory: so many bytes at most, and none older than allowed. For all threads.</summary>
internal sealed class KeptResults(DicomWebOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Since, DicomInstance Instance)> _instances = [];
    private long _bytes;

    public void Add(DicomResult result)
    {
        lock (_lock)
        {
            foreach (DicomInstance instance in new[] { result.StructuredReport, result.SecondaryCapture }.OfType<DicomInstance>())
            {
                _instances.Enqueue((time.GetTimestamp(), instance));
                _bytes += instance.Bytes.Length;
            }

            Forget();
        }
    }

    /// <summary>Those of a study, the oldest first.</summary>
    public IReadOnlyList<DicomInstance> Of(string study)
    {
        lock (_lock)
        {
            Forget();
            return [.. _instances.Select(i => i.Instance).Where(i => i.StudyInstanceUid == study)];
        }
    }

    private void Forget()
    {
        while (_instances.TryPeek(out (long Since, DicomInstance Instance) oldest)
            && (_bytes > options.MaxKeptBytes || time.GetElapsedTime(oldest.Since) > options.KeptFor))
        {
            _bytes -= _instances.Dequeue().Instance.Bytes.Length;
        }
    }
}
