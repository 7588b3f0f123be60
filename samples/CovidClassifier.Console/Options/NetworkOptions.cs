using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which network to train.</summary>
internal sealed class NetworkOptions
{
    private const string Cnn = "cnn";
    public const string Scratch = "scratch";
    public const string FineTune = "finetune";

    private readonly Option<string> _network = new("--network")
    {
        Description = "cnn (the study's own) or an ONNX image classifier, trained from its present weights.",
        HelpName = "cnn|FILE.onnx",
        DefaultValueFactory = _ => Cnn,
    };

    private readonly Option<string?> _preprocessing = ChoiceOption.Of(
        "--preprocessing", Preprocessings, null, "FILE.onnx: how gray 0..255 becomes the network's input. Default: what the file's metadata says.");

    private readonly Option<int?> _inputSize = NumberOption.WholeOrNone("--input-size", 1, "FILE.onnx: side in pixels to train at, where the file leaves it open.");

    private readonly Option<double?> _dropout = NumberOption.RealOrNone(
        "--dropout", d => d is >= 0 and < 1, "a number, at least 0 and below 1", "cnn: share of units dropped after each pooling while training. Default: 0.25.");

    private readonly Option<string?> _mode = ChoiceOption.Of(
        "--mode", [Scratch, FineTune], Scratch, "FILE.onnx: scratch trains all weights from their present values, finetune the last blocks only (fast: what stays is computed once per image).");

    private readonly Option<string?> _cut = new("--cut")
    {
        Description = "finetune: the tensor where the network is cut. Default: the smallest map before the last down-sampling.",
        HelpName = "TENSOR",
    };

    /// <summary>Words for <c>--preprocessing</c>.</summary>
    public static string[] Preprocessings { get; } = ["zero-one", "minus-one-one", "imagenet", "efficientnet-lite", "none"];

    public void AddTo(Command command)
    {
        command.Add(_network);
        command.Add(_preprocessing);
        command.Add(_inputSize);
        command.Add(_dropout);
        command.Add(_mode);
        command.Add(_cut);
    }

    /// <exception cref="UsageException">No such network, or an option of the other kind of network.</exception>
    public NetworkChoices Read(ParseResult parsed)
    {
        string network = parsed.GetValue(_network)!;
        var choices = new NetworkChoices(network == Cnn ? null : network, parsed.GetValue(_preprocessing), parsed.GetValue(_inputSize), parsed.GetValue(_dropout))
        {
            IsFineTuned = parsed.GetValue(_mode) == FineTune,
            Cut = parsed.GetValue(_cut),
        };
        return choices switch
        {
            { File: null, Preprocessing: not null } => throw new UsageException("--preprocessing is for --network FILE.onnx; the cnn has its own."),
            { File: null, IsFineTuned: true } => throw new UsageException("--mode finetune is for --network FILE.onnx; the cnn has nothing learned to keep."),
            { IsFineTuned: false, Cut: not null } => throw new UsageException("--cut needs --mode finetune."),
            { File: null, InputSize: not null } => throw new UsageException("--input-size is for --network FILE.onnx; the cnn takes 256 x 256."),
            { File: { } file } when !System.IO.File.Exists(file) => throw new UsageException($"--network must be cnn or an .onnx file that exists, got '{file}'."),
            { File: not null, Dropout: not null } => throw new UsageException("--dropout is for --network cnn; an ONNX network has its own."),
            _ => choices,
        };
    }
}
