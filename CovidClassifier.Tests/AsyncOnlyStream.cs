namespace CovidClassifier.Tests;

/// <summary>A stream as a web server hands it out: reading it without awaiting is an error.</summary>
internal sealed class AsyncOnlyStream(byte[] bytes) : MemoryStream(bytes)
{
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Synchronous reads are not allowed.");

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Synchronous reads are not allowed.");

    public override void CopyTo(Stream destination, int bufferSize) => throw new NotSupportedException("Synchronous reads are not allowed.");

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = (int)Math.Min(buffer.Length, Length - Position);
        ToArray().AsMemory((int)Position, count).CopyTo(buffer);
        Position += count;
        return ValueTask.FromResult(count);
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        await destination.WriteAsync(ToArray(), cancellationToken);
    }
}
