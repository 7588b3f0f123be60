using CovidClassifier.Foundation;
using CovidClassifier.Onnx.Kernels;
using CovidClassifier.Onnx.Runtime;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>
/// A loaded graph, ready to run; one session serves all threads. Owns its native session, which goes with the last run: <see cref="Dispose"/> is safe while
/// others run, and a run that begins after it throws ObjectDisposedException.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly SharedUse<InferenceSession> _session;

    /// <param name="model">The graph.</param>
    /// <param name="threads">Threads inside one run; 0 takes one for each processor that the process may use (affinity and a container's quota
    /// counted).</param>
    /// <param name="optimize">Off keeps every tensor that the graph names.</param>
    /// <param name="provider">What runs it.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph, or has no such provider.</exception>
    public OnnxSession(ModelProto model, int threads = 0, bool optimize = true, ExecutionProvider provider = ExecutionProvider.Cpu)
        : this(KernelSet.Declare(model).ToByteArray(), threads, optimize, provider, KernelSet.IsUsedBy(model))
    {
    }

    /// <inheritdoc cref="OnnxSession(ModelProto, int, bool, ExecutionProvider)"/>
    public OnnxSession(byte[] model, int threads = 0, bool optimize = true, ExecutionProvider provider = ExecutionProvider.Cpu)
        : this(model, threads, optimize, provider, withKernels: false)
    {
    }

    private OnnxSession(byte[] model, int threads, bool optimize, ExecutionProvider provider, bool withKernels)
    {
        using SessionOptions options = NativeRuntime.OptionsOf(threads, optimize);
        options.Use(provider);
        if (withKernels)
        {
            KernelSet.AddTo(options);
        }

        try
        {
            var session = new InferenceSession(model, options);
            _session = new SharedUse<InferenceSession>(session, typeof(OnnxSession));
            Inputs = session.InputMetadata;
            Outputs = session.OutputMetadata;
        }
        catch (OnnxRuntimeException e)
        {
            throw new NetworkException($"ONNX Runtime cannot load the network: {ShownText.Line(e.Message.Trim())}", e);
        }
    }

    public IEnumerable<KeyValuePair<string, NodeMetadata>> Inputs { get; }

    public IEnumerable<KeyValuePair<string, NodeMetadata>> Outputs { get; }

    /// <summary>Runs and returns new values for <paramref name="outputs"/>, which the caller owns.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; takes at most as long as one node.</exception>
    public NamedValues Run(NamedValues inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken = default) =>
        Run(inputs.Names, [.. inputs.Names.Select(n => inputs[n])], outputs, cancellationToken);

    /// <inheritdoc cref="Run(NamedValues, IReadOnlyList{string}, CancellationToken)"/>
    public NamedValues Run(
        IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputs, IReadOnlyList<string> outputs, CancellationToken cancellationToken =
            default)
    {
        var results = new NamedValues();
        Guarded(cancellationToken, (session, run) =>
        {
            // not disposed as a collection: each value moves to its new owner
            IDisposableReadOnlyCollection<OrtValue> values = session.Run(run, inputNames, inputs, outputs);
            for (int i = 0; i < outputs.Count; i++)
            {
                results.Add(outputs[i], values[i]);
            }
        });
        return results;
    }

    /// <summary>Runs into memory that the caller holds.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the outputs are then undefined.</exception>
    public void Run(
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputs,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputs,
        CancellationToken cancellationToken = default) =>
        Guarded(cancellationToken, (session, run) => session.Run(run, inputNames, inputs, outputNames, outputs));

    public void Dispose() => _session.Dispose();

    private void Guarded(CancellationToken cancellationToken, Action<InferenceSession, RunOptions> run)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using SharedUse<InferenceSession>.Use session = _session.Begin();
        using var options = new RunOptions();
        using CancellationTokenRegistration registration = cancellationToken.Register(() => options.Terminate = true);
        try
        {
            run(session.Value, options);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            throw new NetworkException($"ONNX Runtime cannot run the network: {ShownText.Line(e.Message.Trim())}", e);
        }
    }
}
