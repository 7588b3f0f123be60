using CovidClassifier.Onnx.Kernels;
using CovidClassifier.Onnx.Runtime;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>
/// What ONNX Runtime infers of the shapes of a graph's tensors when it loads it with each tensor declared as an output, so that no operator's shape rule is
/// written twice. Nothing is run, and large weights are told to it as inputs, so that they are not read.
/// </summary>
internal sealed class StaticSizes
{
    // no shape depends on the values of what is larger
    private const long MostValues = 4096;

    // what they make is of their first input's shape and type; ONNX Runtime's time for an output grows with their number
    private static readonly HashSet<string> Preserving = new(StringComparer.Ordinal)
    {
        "Abs", "BatchNormalization", "Ceil", "Celu", "Clip", "Cos", "Elu", "Erf", "Exp", "Floor", "Gelu", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu",
            "Log", "LogSoftmax", "Mish", "Neg",
        "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Softmax", "Softplus", "Softsign", "Sqrt", "Tanh",
    };

    private readonly Dictionary<string, TensorSize> _sizes;

    private static TensorSize Unknown => new([-1], 0);

    private StaticSizes(Dictionary<string, TensorSize> sizes) => _sizes = sizes;

    /// <summary>Everything that the graph names.</summary>
    public IReadOnlyDictionary<string, TensorSize> All => _sizes;

    /// <summary>Infers what can be inferred.</summary>
    /// <param name="model">Not changed.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    public static StaticSizes Infer(ModelProto model)
    {
        ModelProto open = WithoutWeights(model, model.Graph.Node.Where(n => !Preserves(n)).SelectMany(n => n.Output));
        using SessionOptions options = NativeRuntime.OptionsOf(threads: 1, optimize: false);
        if (KernelSet.IsUsedBy(open))
        {
            KernelSet.AddTo(options);
        }

        var sizes = new Dictionary<string, TensorSize>(StringComparer.Ordinal);
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            sizes[tensor.Name] = new TensorSize(tensor.Shape(), tensor.DataType);
        }

        foreach (ValueInfoProto input in open.Graph.Input)
        {
            sizes[input.Name] = new TensorSize(input.Shape() ?? [-1], input.Type?.TensorType?.ElemType ?? 0);
        }

        nint session = OrtTable.OpenSession(KernelSet.Declare(open).ToByteArray(), options);
        try
        {
            for (int i = 0; i < open.Graph.Output.Count; i++)
            {
                (int type, long[]? dims) = OrtTable.OutputType(session, i) is { } known ? (known.ElementType, known.Dims) : (0, null);
                sizes[open.Graph.Output[i].Name] = new TensorSize(dims, type);
            }
        }
        finally
        {
            OrtTable.CloseSession(session);
        }

        var result = new StaticSizes(sizes);
        result.Complete(model.Graph);
        return result;
    }

    /// <summary>The graph with some tensors as its outputs and large weights as inputs.</summary>
    public static ModelProto WithoutWeights(ModelProto model, IEnumerable<string> outputs)
    {
        ModelProto open = model.Clone();
        open.Graph.Output.Clear();
        open.Graph.ValueInfo.Clear();
        open.Graph.Output.AddRange(outputs.Where(o => o.Length > 0).Select(o => new ValueInfoProto { Name = o }));
        if (open.Graph.Output.Count == 0)
        {
            open.Graph.Output.AddRange(model.Graph.Output.Select(o => new ValueInfoProto { Name = o.Name }));
        }

        ILookup<bool, TensorProto> byLarge = open.Graph.Initializer.ToLookup(i => i.IsFloat() && i.Count() > MostValues);
        TensorProto[] small = [.. byLarge[false]];
        open.Graph.Input.AddRange(byLarge[true].Select(w => ValueInfos.Of(w.Name, TensorProto.Types.DataType.Float, [.. w.Dims])));
        open.Graph.Initializer.Clear();
        open.Graph.Initializer.AddRange(small);
        return open;
    }

    /// <summary>Whether every length is known.</summary>
    public bool Knows(string tensor) => Shape(tensor) is not null;

    /// <summary>Lengths, or null where not all are known.</summary>
    public long[]? Shape(string tensor) => _sizes.TryGetValue(tensor, out TensorSize size) && size.IsKnown ? size.Dims : null;

    /// <summary>Whether none of them is a sequence, a map or absent.</summary>
    public bool AreTensors(IEnumerable<string> names) => names.All(n => n.Length == 0 || (_sizes.TryGetValue(n, out TensorSize size) && size.Dims is not null));

    /// <summary>From now on nothing is known of them.</summary>
    public void Forget(IEnumerable<string> tensors)
    {
        foreach (string tensor in tensors.Where(t => _sizes.ContainsKey(t)).ToArray())
        {
            _sizes[tensor] = _sizes[tensor] with { Dims = [-1] };
        }
    }

    /// <summary>Bytes of one output of a node; where that is not known, what the node's inputs let it be.</summary>
    public long BytesOf(NodeProto node, string output)
    {
        if (Knows(output))
        {
            return BytesOf(output);
        }

        long most = node.Input.Select(BytesOf).DefaultIfEmpty(0).Max();
        return SizeSteering.OnlyChooses(node) ? 16 * most : most;
    }

    private long BytesOf(string tensor) => _sizes.TryGetValue(tensor, out TensorSize size) ? size.Bytes : 0;

    private static bool Preserves(NodeProto node) => node.Output.Count == 1 && node.Domain is "" or "ai.onnx" && Preserving.Contains(node.OpType);

    /// <summary>
    /// Follows the operators that keep a shape, and forgets scalars that need not be any: a tensor whose number of axes cannot be inferred is reported like
    /// one.
    /// </summary>
    private void Complete(GraphProto graph)
    {
        HashSet<string> given = [.. graph.Initializer.Select(i => i.Name)];
        foreach (NodeProto node in graph.Node)
        {
            if (Preserves(node))
            {
                _sizes[node.Output[0]] = _sizes.GetValueOrDefault(node.Input[0], Unknown);
                continue;
            }

            bool isHidden =
                node.Domain is not ("" or "ai.onnx") || !SizeSteering.OfRank(node).All(given.Contains) || !node.Input.All(i => i.Length == 0 || Knows(i));
            if (isHidden)
            {
                Forget(node.Output.Where(o => _sizes.TryGetValue(o, out TensorSize size) && size.Dims is { Length: 0 }));
            }
        }
    }

    /// <param name="Dims">Lengths, -1 where one is not known; null: no tensor.</param>
    /// <param name="Type">ONNX's number of the element type.</param>
    internal readonly record struct TensorSize(long[]? Dims, int Type)
    {
        public bool IsKnown => Dims is { } dims && dims.All(d => d >= 0);

        /// <summary>0 where it is not known; never more than an eighth of what a long holds.</summary>
        public long Bytes
        {
            get
            {
                if (Dims is not { } dims || !IsKnown || dims.Contains(0))
                {
                    return 0;
                }

                UInt128 bytes = (ulong)Math.Max(1, (ElementBits.Of(Type) ?? 8) / 8);
                foreach (long length in dims)
                {
                    bytes = UInt128.Min(bytes * (ulong)length, long.MaxValue / 64);
                }

                return (long)bytes;
            }
        }
    }
}
