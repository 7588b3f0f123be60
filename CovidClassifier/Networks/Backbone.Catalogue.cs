namespace CovidClassifier;

public sealed partial class Backbone
{
    private const string ResNetV1 = "He, Zhang, Ren and Sun, \"Deep Residual Learning for Image Recognition\", CVPR 2016, arXiv:1512.03385";

    /// <summary>MobileNetV2, 3.5 million parameters: the smallest with features this good; runs well on a plain CPU.</summary>
    public static Backbone MobileNetV2 { get; } =
        new("mobilenetv2", new("mobilenetv2-12.onnx", 13964571, "c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5"))
        {
            Citation = "Sandler, Howard, Zhu et al., \"MobileNetV2: Inverted Residuals and Linear Bottlenecks\", CVPR 2018, arXiv:1801.04381",
            InputName = "input",
            OutputName = "output",
        };

    /// <summary>
    /// ResNet with 18 layers, version 1, 11.7 million parameters. An application that references the package Microsoft.ML.DnnImageFeaturizer.ResNet18 needs no
    /// download: what that puts beside the application (DnnImageModels: ML.NET's own ResNet18 and its preprocessing) is used before the cache, unless
    /// <see cref="WithWeights"/> says otherwise.
    /// </summary>
    public static Backbone ResNet18 { get; } =
        new("resnet18", new("resnet18-v1-7.onnx", 46820737, "4e8f8653e7a2222b3904cc3fe8e304cd8b339ce1d05fd24688162f86fb6df52c"))
        {
            Citation = ResNetV1,
            OutputName = "resnetv15_dense0_fwd",
            Packaged = new(
            "Microsoft.ML.DnnImageFeaturizer.ResNet18",
            new("DnnImageModels/ResNetPrepOnnx/ResNetPreprocess.onnx", 602584, "84bf8def78d0befaa3f6e73745d57d7016c6a192ead76f79686bd438c1047004"),
            new("DnnImageModels/ResNet18Onnx/ResNet18.onnx", 63653533, "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f")),
        };

    /// <summary>ResNet with 50 layers, version 1, 25.6 million parameters.</summary>
    public static Backbone ResNet50V1 { get; } =
        new("resnet50", new("resnet50-v1-12.onnx", 102576593, "3f03fdef724b22947eed826f1eef1dc5c34151bb4c37d634f1db89dfa2dd1526"))
        {
            Citation = ResNetV1,
            OutputName = "resnetv17_dense0_fwd",
        };

    /// <summary>ResNet with 50 layers, version 2 (batch normalisation and ReLU before each convolution), 25.6 million parameters.</summary>
    public static Backbone ResNet50V2 { get; } =
        new("resnet50v2", new("resnet50-v2-7.onnx", 102442452, "79102261eb6e5fd7af5d27f41316293e388c5cb691e5d25bfb035c4f64fefe31"))
        {
            Citation = "He, Zhang, Ren and Sun, \"Identity Mappings in Deep Residual Networks\", ECCV 2016, arXiv:1603.05027",
            OutputName = "resnetv24_dense0_fwd",
        };

    /// <summary>DenseNet with 121 layers, 8.0 million parameters.</summary>
    public static Backbone DenseNet121 { get; } =
        new("densenet121", new("densenet-12.onnx", 32726877, "0294e7e88e5b3360de9b0fdc321baf9e6ef18b7f058c4536caae3b9f18ed9ed5"))
        {
            Licence = Mit,
            Citation = "Huang, Liu, van der Maaten and Weinberger, \"Densely Connected Convolutional Networks\", CVPR 2017, arXiv:1608.06993",
            InputName = "data_0",
            OutputName = "fc6_1",
            Remark = "The page of this file does not state its preprocessing; ImageNet's mean and deviation are assumed.",
        };

    /// <summary>VGG with 16 layers, 138 million parameters: more than half a gigabyte.</summary>
    public static Backbone Vgg16 { get; } = new("vgg16", new("vgg16-12.onnx", 553437752, "722c42f53ca03a5480296bf8f9c85a151de3eed9ec982d7d2302ff6e2900c67b"))
    {
        Citation = "Simonyan and Zisserman, \"Very Deep Convolutional Networks for Large-Scale Image Recognition\", ICLR 2015, arXiv:1409.1556",
        OutputName = "vgg0_dense2_fwd",
    };

    /// <summary>SqueezeNet 1.1, 1.2 million parameters: the smallest file.</summary>
    public static Backbone SqueezeNet11 { get; } =
        new("squeezenet", new("squeezenet1.1-7.onnx", 4956208, "1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088"))
        {
            Citation = "Iandola, Han, Moskewicz et al., \"SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size\", 2016, " +
            "arXiv:1602.07360",
            OutputName = "squeezenet0_flatten0_reshape0",
        };

    /// <summary>EfficientNet-Lite4, 13.0 million parameters.</summary>
    public static Backbone EfficientNetLite4 { get; } =
        new("efficientnet-lite4", new("efficientnet-lite4-11.onnx", 51946641, "d111689907c06eea7c82e4833ddef758da6453b9d4cf60b7e99ca05c7cbd9c12"))
        {
            Licence = Mit,
            Citation = "Tan and Le, \"EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks\", ICML 2019, arXiv:1905.11946",
            InputName = "images:0",
            IsChannelsLast = true,
            OutputName = "Softmax:0",
            Preprocessing = Preprocessing.EfficientNetLite,
        };

    /// <summary>The whole catalogue, MobileNetV2, the ResNets, DenseNet121, VGG16, SqueezeNet 1.1, EfficientNet-Lite4.</summary>
    public static IReadOnlyList<Backbone> All { get; } = [MobileNetV2, ResNet18, ResNet50V1, ResNet50V2, DenseNet121, Vgg16, SqueezeNet11, EfficientNetLite4];
}
