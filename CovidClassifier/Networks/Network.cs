using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier;

/// <summary>
/// A network that can be built and saved: its graph and where its weights begin. Immutable; training leaves it as it is. How it learns is a plan's to say;
/// given alone it learns with all its weights.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>input</term><description>gray X-rays, stretched to the network's square</description></item>
/// <item><term>output</term><description>one logit for two classes or one per class</description></item>
/// <item><term>GPU</term><description>not needed</description></item>
/// <item><term>ONNX</term><description>in and out</description></item>
/// <item><term>deterministic</term><description>same seed, machine and thread count: the same weights</description></item>
/// </list>
/// </remarks>
public abstract class Network
{
    private protected Network(string name) => Name = name;

    /// <summary>What the model card and tables call it.</summary>
    public string Name { get; private protected set; }

    /// <summary>
    /// Whether it begins from weights that have learned something: such a network is worth freezing and fine-tuning. True for all but
    /// <see cref="CustomCnn"/>; of a file it is taken for granted.
    /// </summary>
    public virtual bool IsPretrained => true;

    /// <summary>
    /// The study's own CNN: two 3x3 convolutions with stride 3 (64 and 32 filters), each with ReLU, 2x2 max-pooling and dropout, a dense layer of 256, and one
    /// output for two classes (422,177 parameters at its 256 x 256 input) or one per class. Glorot uniform weights, zero biases.
    /// </summary>
    /// <param name="dropout">Share of units dropped after each pooling while training; at least 0 and below 1.</param>
    /// <param name="inputSize">Side in pixels of the input, 64 to 512. The study's is 256; the dense layer grows and shrinks with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Network CustomCnn(double dropout = 0.25, int inputSize = 256) => new CustomCnnNetwork(
        Check.UnitBelowOne(dropout, nameof(dropout)), (int)Check.Within(inputSize, InputSizes.All[0], InputSizes.All[^1], nameof(inputSize)));

    /// <summary>
    /// Any ONNX image classifier (operator set 7 or newer), trained from its present weights. A final Softmax or Sigmoid is cut off; a last layer with another
    /// number of outputs than there are classes is replaced by a new one, and the model card says so.
    /// </summary>
    /// <param name="path">The .onnx file, weights inside. One input: float [N,C,H,W] or [N,H,W,C], C 1 or 3.</param>
    /// <param name="preprocessing">How gray 0..255 becomes the network's input; null reads it from the file's metadata, which files written by this library
    /// carry.</param>
    /// <param name="inputSize">Side to train at where the file leaves height and width open, in pixels, 1 to 512; ignored otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="inputSize"/> is out of range.</exception>
    /// <exception cref="NetworkException">Not an ONNX image classifier, or no preprocessing is known.</exception>
    public static Network FromOnnx(string path, Preprocessing? preprocessing = null, int? inputSize = null) => OnnxNetwork.Open(
        path, preprocessing, inputSize is { } side ? (int)Check.Within(side, 1, InputSizes.All[^1], nameof(inputSize)) : null);

    /// <summary>
    /// The same network for images of another size, for example 320 where it was trained at 224: finer things are seen, and each pass takes longer by the
    /// square. Learned weights stay, so that it takes a network that looks at every place alike: convolutions with a pooling of the whole map at the end, as in
    /// MobileNet, ResNet and DenseNet; a mean image is stretched. The study's CNN gets another dense layer.
    /// </summary>
    /// <param name="side">In pixels, 64 to 512.</param>
    /// <returns>Its name ends in the size, where that is another than its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is out of range.</exception>
    /// <exception cref="NetworkException">
    /// Weights of a layer belong to places in the image (a dense layer on the map, a transformer's positions). Of a published network this shows when it is
    /// built.
    /// </exception>
    public Network WithInputSize(int side) => AtSide((int)Check.Within(side, InputSizes.All[0], InputSizes.All[^1], nameof(side)));

    /// <summary>Writes the untrained network as ONNX: image input, logits output, preprocessing in the metadata.</summary>
    /// <param name="path">The file; written whole or not at all.</param>
    /// <param name="classCount">Number of classes, two or more.</param>
    /// <param name="seed">Where initial weights are drawn from.</param>
    public void SaveOnnx(string path, int classCount, long seed) =>
        OnnxFile.Save(Describe(classCount, new Seed((ulong)seed).For("weights")), path);

    /// <summary>Licences of the weights that it begins from, one sentence each, for the model card.</summary>
    internal virtual IReadOnlyList<string> Licences => [];

    /// <summary>The same layers in a form that is trained in seconds; null where what counts is what the network has learned.</summary>
    internal virtual Network? Smaller => null;

    /// <summary>In words, for findings.</summary>
    internal virtual string Description => Name;

    /// <summary>The same network for images of another size.</summary>
    /// <param name="side">In pixels, in range.</param>
    internal abstract Network AtSide(int side);

    /// <summary>The graph with its first weights.</summary>
    /// <param name="classCount">Two or more.</param>
    /// <param name="seed">Where new weights are drawn from.</param>
    internal abstract NetworkGraph Build(int classCount, Seed seed);

    /// <summary>The graph with the outputs that it has of itself, whatever the classes.</summary>
    /// <param name="seed">Where weights are drawn from, if it has none.</param>
    internal abstract NetworkGraph Original(Seed seed);

    /// <summary>The network without the input adapter, preprocessing in its metadata.</summary>
    private protected abstract ModelProto Describe(int classCount, Seed seed);
}
