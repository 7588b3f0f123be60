using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary>The options that say which network to train, and how much of it.</summary>
internal sealed class NetworkOptions
{
    // more is a slip of the finger: each costs a whole training
    private const int MostMembers = 100;

    private readonly Option<string> _network = new("--network")
    {
        Description =
            $"cnn (the study's own), a published network ({string.Join(", ", Backbones)}; see 'covid weights'), or any ONNX image classifier. Several joined " +
            $"by '+' are an ensemble: one model whose probabilities are the mean of theirs. A FILE.onnx whose last layer has as many outputs as there are " +
            $"classes keeps it: output i is class i, in the order in which the classes are named, and one output for two classes is the second class.",
        HelpName = "cnn|NAME|FILE.onnx|A+B",
        DefaultValueFactory = _ => NetworkChoices.CnnName,
    };

    private readonly Option<string?> _mode = ChoiceOption.Of(
        "--mode",
        [NetworkChoices.Scratch, NetworkChoices.Frozen, NetworkChoices.FineTune],
        null,
        "scratch trains all weights from their present values; frozen leaves the network as it is and trains a head on its features (seconds, once those " +
            "are computed); finetune trains the last blocks and a new head. Default: finetune for NAME, scratch for cnn and FILE.onnx.");

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "NAME: its weights, as a file, or the folder that holds the published file. Default: the cache of 'covid weights'.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _preprocessing = PreprocessingOption.Of(
        "FILE.onnx or --weights FILE: how gray 0..255 becomes the network's input. Default: what the file's metadata says, for NAME what its publisher says.");

    private readonly Option<int?> _inputSize = InputSizeOption.Create();

    private readonly Option<double?> _dropout = NumberOption.RealOrNone(
        "--dropout", d =>
            d is >= 0 and < 1, "a number, at least 0 and below 1", "cnn: share of units dropped after each pooling while training. Default: 0.25.");

    private readonly Option<string?> _head = ChoiceOption.Of(
        "--head", Heads, null, $"frozen: the classifier that is trained on the features. Default: {Heads[0]}.");

    private readonly Option<string?> _features = new("--features")
    {
        Description = "frozen: the tensor whose values are the features; a map is averaged. Default: what the network's last dense layer reads.",
        HelpName = "TENSOR",
    };

    private readonly Option<string?> _cut = new("--cut")
    {
        Description = "finetune: the tensor where the network is cut. Default: the smallest map before the last down-sampling.",
        HelpName = "TENSOR",
    };

    private readonly Option<int?> _hidden = NumberOption.WholeOrNone(
        "--hidden", 1, "finetune: units of a ReLU layer before the new last layer. Default: there is none.");

    private readonly Option<int?> _variants = NumberOption.WholeOrNone(
        "--variants", 1,
            "frozen and finetune: how many variants of each training image are computed: 1 the image, more are varied by --augment (finetune: 2 adds the " +
            "mirror image). Default: frozen 1, with --augment study 4; finetune 2.");

    private readonly Option<int> _members = NumberOption.Whole(
        "--members", NetworkChoices.Cnn.Members, 1,
            "From how many seeds each network is trained; the model is the mean of all, and takes so many times as long to train.", MostMembers);

    private readonly Option<string?> _views = new("--views")
    {
        Description =
            "Score each image as the mean over several views of it, saved in the model, joined by '+': mirror; shifts, moved a little both ways; scales, " +
            "enlarged a little. Takes 2, 3 and 2 times as long. Default: finetune mirror, as scratch that mirrors training images; else none.",
        HelpName = string.Join('+', ViewWords),
    };

    /// <summary>Words for <c>--views</c>.</summary>
    public static string[] ViewWords { get; } = ["mirror", "shifts", "scales"];

    /// <summary>Words for <c>--network</c>, beside cnn.</summary>
    public static string[] Backbones { get; } =
        ["mobilenetv2", "resnet18", "resnet50", "resnet50v2", "densenet121", "vgg16", "squeezenet", "efficientnet-lite4"];

    /// <summary>Words for <c>--head</c>; the first is the default.</summary>
    public static string[] Heads { get; } = ["maxent", "sdca", "svm", "mean", "lightgbm", "fastforest"];

    private Option[] All => [_network, _mode, _head, _weights, _preprocessing, _inputSize, _dropout, _features, _cut, _hidden, _variants, _members, _views];

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Network, _network, _mode, _head);
        command.AddRare(HelpGroup.Network, _weights, _preprocessing, _inputSize, _dropout, _features, _cut, _hidden, _variants, _members, _views);
    }

    /// <summary>Whether any of them was given.</summary>
    public bool IsGiven(ParseResult parsed) => All.Any(o => parsed.GetResult(o) is { Implicit: false });

    /// <exception cref="UsageException">No such network, or an option of another kind of network or mode.</exception>
    public NetworkChoices Read(ParseResult parsed)
    {
        string network = parsed.GetValue(_network)!;
        string[] names = NetworkChoices.Names(network);
        bool isNamed = names.Any(Backbones.Contains);
        var choices = new NetworkChoices(network, parsed.GetValue(_mode) ?? (isNamed ? NetworkChoices.FineTune : NetworkChoices.Scratch))
        {
            Preprocessing = parsed.GetValue(_preprocessing),
            InputSize = parsed.GetValue(_inputSize),
            Dropout = parsed.GetValue(_dropout),
            Weights = parsed.GetValue(_weights),
            Head = parsed.GetValue(_head),
            Features = parsed.GetValue(_features),
            Cut = parsed.GetValue(_cut),
            HiddenUnits = parsed.GetValue(_hidden),
            Variants = parsed.GetValue(_variants),
            Members = parsed.GetValue(_members),
            Views = parsed.GetValue(_views) is { } views ? [.. views.Split('+', StringSplitOptions.TrimEntries)] : [],
        };
        bool isCnn = names.Contains(NetworkChoices.CnnName);
        string[] files = [.. names.Where(n => n != NetworkChoices.CnnName && !Backbones.Contains(n))];
        bool isEnsemble = names.Length > 1 || choices.Members > 1;
        return choices switch
        {
            _ when Array.Find(files, f => !File.Exists(f)) is { } lost =>
                throw new UsageException($"--network must be cnn, {string.Join(", ", Backbones)}, or an .onnx file that exists, got '{lost}'" +
                    Suggestion.After(lost, [NetworkChoices.CnnName, .. Backbones])),
            { Mode: not NetworkChoices.Scratch } when isCnn =>
                throw new UsageException($"--mode {choices.Mode} is for a network that has learned; the cnn has nothing learned to keep."),
            { Preprocessing: not null } when isCnn && files.Length == 0 =>
                throw new UsageException("--preprocessing is for --network FILE.onnx; the cnn has its own."),
            { Preprocessing: not null, Weights: null } when isNamed && files.Length == 0 =>
                throw new UsageException($"--preprocessing is for --network FILE.onnx or --weights FILE; {network} has its own."),
            { Dropout: not null } when !isCnn => throw new UsageException("--dropout is for --network cnn; another network has its own."),
            { Weights: not null } when names.Length > 1 =>
                throw new UsageException(
                    "--weights is for one published network; give the others of an ensemble as files, or fetch them with 'covid weights'."),
            { Weights: not null } when !isNamed => throw new UsageException("--weights is for a published network (--network NAME)."),
            _ when choices.Views.FirstOrDefault(v => !ViewWords.Contains(v)) is { } view =>
                throw new UsageException(
                    $"--views must be some of {string.Join(", ", ViewWords)}, joined by '+', got '{view}'{Suggestion.After(view, ViewWords)}"),
            { Head: "lightgbm" or "fastforest", Views.Count: > 0 } =>
                throw new UsageException($"--views is not for --head {choices.Head}, which stays outside the network's graph."),
            { Head: "lightgbm" or "fastforest" } when isEnsemble =>
                throw new UsageException($"--head {choices.Head} is not for an ensemble, which is one graph; give maxent, sdca, svm or mean."),
            { Head: not null, Mode: not NetworkChoices.Frozen } => throw new UsageException("--head needs --mode frozen."),
            { Features: not null, Mode: not NetworkChoices.Frozen } => throw new UsageException("--features needs --mode frozen."),
            { Cut: not null, Mode: not NetworkChoices.FineTune } => throw new UsageException("--cut needs --mode finetune."),
            { HiddenUnits: not null, Mode: not NetworkChoices.FineTune } => throw new UsageException("--hidden needs --mode finetune."),
            { Variants: not null, Mode: NetworkChoices.Scratch } =>
                throw new UsageException("--variants needs --mode frozen or finetune; scratch varies images anew in each epoch."),
            _ => choices,
        };
    }
}
