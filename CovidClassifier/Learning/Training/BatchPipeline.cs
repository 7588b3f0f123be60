using System.Collections.Concurrent;

namespace CovidClassifier.Learning.Training;

/// <summary>Prepares batches on another thread while the network trains: a few batches go round between the writer and the trainer, in order.</summary>
internal sealed class BatchPipeline : IDisposable
{
    private const int BatchesAhead = 3;

    private readonly BlockingCollection<Batch> _empty = [];
    private readonly BlockingCollection<Batch> _ready = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Batch> _batches;
    private readonly Task _producer;

    /// <summary>Begins at batch 0 of <paramref name="firstEpoch"/> and ends after the last batch of <paramref name="lastEpoch"/>.</summary>
    public BatchPipeline(BatchWriter writer, int firstEpoch, int lastEpoch)
    {
        _batches = [.. Enumerable.Range(0, BatchesAhead).Select(_ => writer.Allocate())];
        _batches.ForEach(_empty.Add);
        _producer = Task.Factory.StartNew(
            () => Produce(writer, firstEpoch, lastEpoch), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The next batch; hand it back with <see cref="Return"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public Batch Take(CancellationToken cancellationToken)
    {
        try
        {
            return _ready.Take(cancellationToken);
        }
        catch (InvalidOperationException) when (_producer.IsFaulted)
        {
            _producer.GetAwaiter().GetResult();
            throw;
        }
    }

    public void Return(Batch batch) => _empty.Add(batch);

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAny(_producer);
        _batches.ForEach(b => b.Dispose());
        _empty.Dispose();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Produce(BatchWriter writer, int firstEpoch, int lastEpoch)
    {
        try
        {
            for (int epoch = firstEpoch; epoch <= lastEpoch; epoch++)
            {
                int[] order = writer.Order(epoch);
                for (int number = 0; number < writer.BatchesPerEpoch; number++)
                {
                    Batch batch = _empty.Take(_stop.Token);
                    writer.Write(batch, order, epoch, number);
                    _ready.Add(batch, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the trainer has stopped early
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
